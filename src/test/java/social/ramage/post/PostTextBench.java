package social.ramage.post;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import social.ramage.text.Span;
import social.ramage.text.Spans;

/** What is found in a text of the usual size, and the whole of what is asked of it before it is published. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PostTextBench {
    private static final String FULL =
            "@a17 le merle chante au-dessus du fournil, la pluie tombe sur le jardin #boulangerie #théâtre"
                    + " https://example.org/carnet/le-merle-17";
    private static final String PLAIN = "Le merle chante au-dessus du fournil, et la pluie tombe sur le jardin :"
            + " potager, levain, rivière. Demain, le marché, n° 17";

    @Benchmark
    public List<Span> spans() {
        return Spans.of(FULL);
    }

    @Benchmark
    public List<Span> spansOfPlainWords() {
        return Spans.of(PLAIN);
    }

    @Benchmark
    public PostText parse() {
        return PostText.parse(FULL, "", 140);
    }
}
