package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SideDoorTest {
    @TempDir
    Path data;

    @Test
    void whatACommandPrintsAndItsStatusComeThroughWhole() {
        var large = "é😀\n".repeat(20_000);
        try (var _ = Side.open(data, (arguments, out) -> {
            out.print(String.join("|", arguments) + "\n" + large);
            return 42;
        })) {
            var out = new StringWriter();

            int status = Side.ask(data, List.of("one", "", "trois é", "4\n5"), new PrintWriter(out));

            assertThat(status).isEqualTo(42);
            assertThat(out.toString().equals("one||trois é|4\n5\n" + large)).isTrue();
        }
    }

    @Test
    void severalCommandsRunAtOnce() throws Exception {
        var together = new CyclicBarrier(8);
        try (var _ = Side.open(data, (arguments, out) -> {
                    meet(together);
                    out.print(arguments.getFirst());
                    return 0;
                });
                var callers = Executors.newFixedThreadPool(8)) {
            var answers = IntStream.range(0, 8)
                    .mapToObj(i -> callers.submit(() -> {
                        var out = new StringWriter();
                        Side.ask(data, List.of("caller " + i), new PrintWriter(out));
                        return out.toString();
                    }))
                    .toList();

            for (int i = 0; i < 8; i++) {
                assertThat(Await.result(answers.get(i))).isEqualTo("caller " + i);
            }
        }
    }

    @Test
    void onlyTheFoldersOwnerMayKnockAndNothingIsLeftBehind() throws IOException {
        Files.writeString(data.resolve("socket"), "left by one that was killed");

        try (var _ = Side.open(data, (_, _) -> 0)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("socket"))))
                    .isEqualTo("rw-------");
        }

        assertThat(Files.exists(data.resolve("socket"))).isFalse();
    }

    @Test
    void whereNobodyAnswersIsSaidInOneLine() {
        assertThatThrownBy(() -> Side.ask(data, List.of("token"), new PrintWriter(new StringWriter())))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("another process holds " + data + " and does not answer: ");
    }

    @Test
    void callersThatTalkNonsenseOrLeaveDisturbNobody() throws IOException {
        try (var _ = Side.open(data, (_, _) -> 7)) {
            knock(new byte[0]);
            knock(new byte[] {0, 0});
            knock(new byte[] {127, -1, -1, -1});
            knock(new byte[] {-1, -1, -1, -1});
            knock(new byte[] {0, 0, 0, 1, -1, -1, 0});

            assertThat(Side.ask(data, List.of("x"), new PrintWriter(new StringWriter())))
                    .isEqualTo(7);
            assertThat(Side.ask(data, Collections.nCopies(100, "x"), new PrintWriter(new StringWriter())))
                    .isEqualTo(7);
            assertThatThrownBy(() -> Side.ask(data, Collections.nCopies(101, "x"), new PrintWriter(new StringWriter())))
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    private void knock(byte[] bytes) throws IOException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(data.resolve("socket")))) {
            channel.write(ByteBuffer.wrap(bytes));
        }
    }

    private static void meet(CyclicBarrier together) {
        try {
            together.await(60, java.util.concurrent.TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException("the others did not come", failure);
        }
    }
}
