/**
 * What happened, in order. A door writes its rows and the event in one transaction; reactors follow the log, each at
 * its own pace. Tables: event, reactor_cursor, parked_event, lease, node. Ids only, never what people wrote.
 */
@NullMarked
package social.ramage.event;

import org.jspecify.annotations.NullMarked;
