package dev.waybill.why.tell;

import dev.waybill.settings.CustodyScopes;
import dev.waybill.why.source.CallSource;
import dev.waybill.why.source.DeadLetterPeek;
import dev.waybill.why.source.IncidentSearch;
import dev.waybill.why.source.LogPlaces;
import dev.waybill.why.source.ReadingSearch;
import dev.waybill.why.source.SealReader;
import dev.waybill.why.source.StatementSearch;
import dev.waybill.why.source.StoryListing;
import dev.waybill.why.source.TrailGaps;
import org.jspecify.annotations.Nullable;

/**
 * Sources of stories.
 *
 * @param scopes the scopes of custody
 * @param listing versions that are there
 * @param records records
 * @param log places in the log
 * @param readings results of re-verification
 * @param incidents stored incidents
 * @param statements repairs and drills
 * @param letters dead letters
 * @param trail state of the verification of CloudTrail's files
 * @param calls calls that CloudTrail logged; null when Athena is not asked
 * @param doubt reason for which the keys that sign records are not relied on; null for none
 */
public record StorySources(
    CustodyScopes scopes,
    StoryListing listing,
    SealReader records,
    LogPlaces log,
    ReadingSearch readings,
    IncidentSearch incidents,
    StatementSearch statements,
    DeadLetterPeek letters,
    TrailGaps trail,
    @Nullable CallSource calls,
    @Nullable String doubt) {}
