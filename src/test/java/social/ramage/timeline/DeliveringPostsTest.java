package social.ramage.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import social.ramage.follow.Followees;
import social.ramage.id.AccountId;

class DeliveringPostsTest {
    private static final long SEED = 20261124;
    private static final AccountId ADA = new AccountId(1);
    private static final AccountId BOB = new AccountId(2);
    private static final AccountId CARL = new AccountId(3);

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void aPostGoesToItsAuthorAndToEachResidentFollower() {
        var residents = new Residents();
        var adas = settled(residents, ADA, BOB, CARL);
        var bobs = settled(residents, BOB);

        assertThat(residents.deliver(BOB, 10)).isEqualTo(2);
        assertThat(residents.deliver(CARL, 11)).isEqualTo(1);
        assertThat(residents.deliver(ADA, 12)).isEqualTo(1);
        assertThat(residents.deliver(new AccountId(99), 13)).isZero();

        assertThat(adas.newestFirst()).containsExactly(12, 11, 10);
        assertThat(bobs.newestFirst()).containsExactly(10);
        assertThat(residents.find(ADA)).containsSame(adas);
        assertThat(residents.find(CARL)).isEmpty();
        assertThat(residents.size()).isEqualTo(2);
    }

    @Test
    void whoIsDroppedGetsNothingAndIsNotCounted() {
        var residents = new Residents();
        var adas = settled(residents, ADA, CARL);
        var bobs = settled(residents, BOB, CARL);
        settled(residents, CARL);

        residents.drop(ADA);
        residents.drop(ADA);

        assertThat(adas.isDropped()).isTrue();
        assertThat(residents.find(ADA)).isEmpty();
        assertThat(residents.deliver(CARL, 10)).isEqualTo(2);
        assertThat(residents.deliver(ADA, 11)).isZero();
        assertThat(adas.newestFirst()).isEmpty();
        assertThat(bobs.newestFirst()).containsExactly(10);
    }

    @Test
    void whoSettlesAgainHasOneRing() {
        var residents = new Residents();
        var before = settled(residents, ADA, BOB);

        var after = settled(residents, ADA, CARL);

        assertThat(before.isDropped()).isTrue();
        assertThat(residents.find(ADA)).containsSame(after);
        assertThat(residents.deliver(BOB, 10)).isZero();
        assertThat(residents.deliver(CARL, 11)).isEqualTo(1);
        assertThat(residents.deliver(ADA, 12)).isEqualTo(1);
        assertThat(before.newestFirst()).isEmpty();
        assertThat(after.newestFirst()).containsExactly(12, 11);
    }

    @Test
    void allAreDroppedAtOnce() {
        var residents = new Residents();
        var adas = settled(residents, ADA, BOB);
        settled(residents, BOB, ADA);

        residents.dropAll();

        assertThat(residents.size()).isZero();
        assertThat(residents.deliver(BOB, 10)).isZero();
        assertThat(adas.newestFirst()).isEmpty();
        settled(residents, ADA, BOB);
        assertThat(residents.deliver(BOB, 11)).isEqualTo(1);
    }

    @Test
    void whoIsOneTooManyIsLetGo() {
        var residents = new Residents(2, nanos::get);
        var rings = new ArrayList<Ring>();
        for (long account = 1; account <= 10; account++) {
            rings.add(settled(residents, new AccountId(account), new AccountId(99)));
        }

        int delivered = residents.deliver(new AccountId(99), 10);

        assertThat(delivered).isEqualTo(2);
        assertThat(rings).filteredOn(ring -> !ring.isDropped()).hasSize(2).allMatch(ring -> ring.size() == 1);
        assertThat(rings).filteredOn(Ring::isDropped).hasSize(8).allMatch(ring -> ring.size() == 0);
    }

    @Test
    void whoHasNotReadForAWeekIsLetGo() {
        var residents = new Residents(10, nanos::get);
        var adas = settled(residents, ADA, CARL);
        settled(residents, BOB, CARL);
        nanos.addAndGet(Residents.KEPT.minusNanos(1).toNanos());
        assertThat(residents.find(BOB)).isPresent();

        nanos.addAndGet(Duration.ofNanos(1).toNanos());

        assertThat(residents.find(ADA)).isEmpty();
        assertThat(residents.deliver(CARL, 10)).isEqualTo(1);
        assertThat(adas.isDropped()).isTrue();
        residents.drop(ADA);
        assertThat(residents.deliver(CARL, 11)).isEqualTo(1);
    }

    @Test
    void ringsThatComeAndGoAtRandomGetWhatWasDeliveredWhileTheyWereThere() {
        var random = new Random(SEED);
        var listeners = new Listeners();
        var there = new ArrayList<Ring>();
        var expected = new ArrayList<List<Long>>();
        for (long step = 1; step <= 5_000; step++) {
            int kind = random.nextInt(10);
            boolean fills = step / 500 % 2 == 0;
            if (kind < (fills ? 5 : 1)) {
                there.add(new Ring());
                expected.add(new ArrayList<>());
                listeners.add(there.getLast());
            } else if (kind < 7 && !there.isEmpty()) {
                int which = random.nextInt(there.size());
                var ring = there.remove(which);
                ring.drop();
                boolean isEmpty = listeners.dropOne();
                assertThat(isEmpty).isEqualTo(there.isEmpty());
                assertThat(listeners.size()).as("places held").isLessThanOrEqualTo(2 * there.size());
                assertThat(ring.newestFirst())
                        .as("seed %d, step %d", SEED, step)
                        .isEqualTo(newestFirst(expected.remove(which)));
            } else {
                int delivered = listeners.deliver(step);
                assertThat(delivered).as("seed %d, step %d", SEED, step).isEqualTo(there.size());
                long id = step;
                expected.forEach(ids -> ids.add(id));
            }
        }
        assertThat(there).isNotEmpty();
        for (int i = 0; i < there.size(); i++) {
            assertThat(there.get(i).newestFirst()).isEqualTo(newestFirst(expected.get(i)));
        }
    }

    private static long[] newestFirst(List<Long> ids) {
        return ids.reversed().stream()
                .limit(Ring.IDS_MAX)
                .mapToLong(Long::longValue)
                .toArray();
    }

    private static Ring settled(Residents residents, AccountId account, AccountId... followees) {
        var ring = new Ring();
        var ids = List.of(followees).stream().mapToLong(AccountId::value).toArray();
        residents.settle(account, Followees.of(account, ids), ring);
        return ring;
    }
}
