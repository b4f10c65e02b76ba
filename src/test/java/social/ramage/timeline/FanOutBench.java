package social.ramage.timeline;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import social.ramage.follow.Followees;
import social.ramage.id.AccountId;

/** How fast posts go to home timelines that are kept in memory, and what those weigh. Prints one JSON object. */
final class FanOutBench {
    private static final int SEED = 20_261_123;
    /** Somebody whom everybody follows, and who says nothing before that is measured. */
    private static final long STAR = 1;

    private static final long FIRST_ACCOUNT = 1_000;
    private static final int STAR_POSTS = 30;
    private static final int EVENTS_AT_ONCE = 10_000;

    private final Residents residents = new Residents();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final DegreeShape shape;
    private long id = 1L << 40;

    private FanOutBench(int accounts, Path shared) throws IOException {
        this.shape = DegreeShape.of(accounts, shared, random);
    }

    /** @param arguments how many accounts, how many seconds, and the folder of shared test data */
    static void main(String[] arguments) throws Exception {
        int accounts = Integer.parseInt(arguments[0]);
        var bench = new FanOutBench(accounts, Path.of(arguments[2]));
        long before = usedBytes();
        bench.settle();
        double settledBytes = (usedBytes() - before) / (double) accounts;
        double seconds = Double.parseDouble(arguments[1]);
        bench.run(seconds);
        double perSecond = bench.run(seconds);
        double starMillis = bench.starMillis();
        double bytes = (usedBytes() - before) / (double) accounts;
        double ids = bench.idsKept();
        for (int i = 0; i < Ring.IDS_MAX; i++) {
            bench.residents.deliver(new AccountId(STAR), bench.id++);
        }
        double fullBytes = (usedBytes() - before) / (double) accounts;
        if (bench.residents.size() != accounts) {
            throw new IllegalStateException("residents: " + bench.residents.size());
        }
        var out = new PrintStream(System.out, /* autoFlush= */ true, StandardCharsets.UTF_8);
        out.printf(
                Locale.ROOT,
                "{\"shape\":\"%s\",\"followees\":%.1f,\"perSecond\":%.0f,\"starMillis\":%.1f,\"settledBytes\":%.0f,"
                        + "\"bytes\":%.0f,\"ids\":%.0f,\"fullBytes\":%.0f}%n",
                bench.shape.source(),
                Arrays.stream(bench.shape.followees()).average().orElseThrow(),
                perSecond,
                starMillis,
                settledBytes,
                bytes,
                ids,
                fullBytes);
    }

    /** Everybody becomes a resident, with an empty home. */
    private void settle() {
        for (int i = 0; i < shape.followees().length; i++) {
            var me = new AccountId(FIRST_ACCOUNT + i);
            residents.settle(me, Followees.of(me, draw(shape.followees()[i])), new Ring());
        }
    }

    /** So many whom one follows, without doubles, and the star. */
    private long[] draw(int count) {
        var drawn = new long[count + 1];
        drawn[0] = STAR;
        for (int i = 1; i <= count; i++) {
            drawn[i] = FIRST_ACCOUNT + shape.draws()[random.nextInt(shape.draws().length)];
        }
        return Arrays.stream(drawn).distinct().toArray();
    }

    /** Events by authors who say the more the more they follow. @return deliveries a second */
    private double run(double seconds) {
        int[] authors = DegreeShape.repeated(
                Arrays.stream(shape.followees()).map(it -> it + 1).toArray());
        long deliveries = 0;
        long began = System.nanoTime();
        long end = began + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            for (int i = 0; i < EVENTS_AT_ONCE; i++) {
                var author = new AccountId(FIRST_ACCOUNT + authors[random.nextInt(authors.length)]);
                deliveries += residents.deliver(author, id++);
            }
        }
        return deliveries / ((System.nanoTime() - began) / 1e9);
    }

    /** @return the median for one post that goes to everybody */
    private double starMillis() {
        var taken = new double[STAR_POSTS];
        for (int i = 0; i < STAR_POSTS; i++) {
            long began = System.nanoTime();
            int reached = residents.deliver(new AccountId(STAR), id++);
            taken[i] = (System.nanoTime() - began) / 1e6;
            if (reached != shape.followees().length) {
                throw new IllegalStateException("reached only " + reached);
            }
        }
        Arrays.sort(taken);
        return taken[STAR_POSTS / 2];
    }

    private double idsKept() {
        long ids = 0;
        for (int i = 0; i < shape.followees().length; i++) {
            ids += residents
                    .find(new AccountId(FIRST_ACCOUNT + i))
                    .orElseThrow()
                    .size();
        }
        return ids / (double) shape.followees().length;
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
