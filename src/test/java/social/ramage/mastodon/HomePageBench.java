package social.ramage.mastodon;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import social.ramage.BenchTown;
import social.ramage.follow.Viewer;
import social.ramage.post.IdRange;
import social.ramage.post.Shown;
import social.ramage.web.Segments;

/** A home page of 20 posts, everything in memory: found, and put together as it is sent. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HomePageBench {
    private static final String URL = "http://127.0.0.1:8080";

    private final BenchTown town = new BenchTown();
    private final Viewer viewer = town.viewer("lea");
    private final Html html = new Html(URL);
    private final StatusJson json =
            new StatusJson(URL, town.accounts(), town.signals(), new AccountJson(URL, html, town.accounts()), html);

    @Benchmark
    public List<Shown> found() {
        return town.timelines().home(viewer, IdRange.newest(20));
    }

    @Benchmark
    public Segments gathered() {
        return json.all(found(), viewer);
    }

    @TearDown
    public void close() {
        town.close();
    }
}
