package dev.waybill.custody.hook;

import java.util.Locale;

/** Place in an object's custody at which a route of the operator is called, when there is one. */
public enum Hook {
  /** After the record is sealed, and before the copy that promotes the object. */
  SEALED,
  /** After the object is promoted, and before its message is deleted. */
  PROMOTED;

  /** Returns the name in events and in {@link #uri}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the endpoint from which the route of the operator receives. */
  public String uri() {
    return "direct:" + label();
  }
}
