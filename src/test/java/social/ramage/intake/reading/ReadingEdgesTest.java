package social.ramage.intake.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import social.ramage.Cargo;

class ReadingEdgesTest {
    @TempDir
    Path folder;

    @Test
    void spacesTabsAndCommasStandBetweenAndAround() throws IOException {
        assertThat(read("1 2\n3\t4\n5,6\n 7 , 8 \r\n\t9 ,\t10,\n"))
                .containsExactly("n1 n2", "n3 n4", "n5 n6", "n7 n8", "n9 n10");
    }

    @Test
    void theDirectionSaysWhoFollows() throws IOException {
        var file = new Cargo(folder).file("1 2");
        var batch = new Batch<Edge>();

        try (var edges = EdgeRecords.open(file, Edge.Direction.FOLLOWEE_FOLLOWER, "n")) {
            assertThat(edges.next(batch)).isTrue();
            assertThat(edges.next(batch)).isFalse();
        }

        assertThat(batch.items()).containsExactly(new Edge("n2", "n1"));
    }

    @Test
    void aPrefixStandsBeforeNumbersOnly() throws IOException {
        assertThat(read("1 ada\n007 1a\n-1 1.5\né ٣\n")).containsExactly("n1 ada", "n007 1a", "-1 1.5", "é ٣");
    }

    @Test
    void commentsAndBlankLinesArePassedOver() throws IOException {
        assertThat(read("# 1 2\n% 3 4\n  # 5 6\n\n \t\r\n7 8#\n9 %\n")).containsExactly("n7 8#", "n9 %");
        assertThat(read(" \r\r\n#")).isEmpty();
    }

    @Test
    void whatStoodBeforeInTheBufferMakesNoComment() throws IOException {
        assertThat(read("##\n,")).containsExactly("2 ! intake.bad.edge");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1 2 3", ",", "1,", ",,1,,"})
    void whatAreNotTwoNodesIsABadLine(String line) throws IOException {
        assertThat(read("1 2\n" + line + "\n3 4")).containsExactly("n1 n2", "n3 n4", "2 ! intake.bad.edge");
    }

    @Test
    void whatCanBeNoKeyIsABadLine() throws IOException {
        var longest = "9".repeat(100);

        assertThat(read(longest + " " + longest)).containsExactly("n" + longest + " n" + longest);
        assertThat(read(longest + "9 1\n1 x" + longest))
                .containsExactly("1 ! intake.bad.long_node", "2 ! intake.bad.long_node");
        assertThat(read("a\u0000 b\nc d\u0085\n\u007f 1"))
                .containsExactly("1 ! intake.bad.node", "2 ! intake.bad.node", "3 ! intake.bad.node");
        assertThat(read("\u00e9 1".getBytes(StandardCharsets.ISO_8859_1))).containsExactly("1 ! intake.bad.node");
    }

    @Test
    void aLineThatIsTooLongIsTold() throws IOException {
        assertThat(read("1 2\n" + "x".repeat(Lines.BYTES_MAX + 1) + "\n3 4"))
                .containsExactly("n1 n2", "n3 n4", "2 ! intake.bad.long_line");
    }

    private List<String> read(String content) throws IOException {
        return read(content.getBytes(StandardCharsets.UTF_8));
    }

    /** The edges, then the bad lines. */
    private List<String> read(byte[] content) throws IOException {
        var batch = new Batch<Edge>();
        var file = new Cargo(folder).file(Cargo.Packing.PLAIN, content);
        try (var edges = EdgeRecords.open(file, Edge.Direction.FOLLOWER_FOLLOWEE, "n")) {
            int read = 0;
            while (edges.next(batch)) {
                read++;
            }
            assertThat(batch.size()).as("one each time").isEqualTo(read);
        }
        var told = new ArrayList<String>();
        batch.items().forEach(edge -> told.add(edge.follower() + " " + edge.followed()));
        batch.bad().forEach(bad -> told.add(bad.number() + " ! " + bad.reason().key()));
        return told;
    }
}
