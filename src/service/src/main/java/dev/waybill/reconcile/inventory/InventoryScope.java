package dev.waybill.reconcile.inventory;

/**
 * Scope of an inventory configuration, which its reports do not state.
 *
 * @param allVersions true for all versions and delete markers, false for current objects only
 * @param prefix prefix of the keys that are listed; empty for all keys
 */
public record InventoryScope(boolean allVersions, String prefix) {}
