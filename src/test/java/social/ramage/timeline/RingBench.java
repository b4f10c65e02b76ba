package social.ramage.timeline;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One full home timeline: a post put into it, and all of it read. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RingBench {
    private final Ring ring = new Ring(LongStream.range(0, Ring.IDS_MAX).toArray());
    private long id = Ring.IDS_MAX;

    @Benchmark
    public void add() {
        ring.add(id++);
    }

    @Benchmark
    public long[] newestFirst() {
        return ring.newestFirst();
    }
}
