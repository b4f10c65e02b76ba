package social.ramage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still unless a test moves it. */
public final class HandClock extends Clock {
    private volatile Instant now;

    private HandClock(Instant now) {
        this.now = now;
    }

    public static HandClock at(String time) {
        return new HandClock(Instant.parse(time));
    }

    public void move(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("instants only");
    }
}
