package social.ramage.intake.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import social.ramage.Cargo;
import social.ramage.problem.Refusal;

class ReadingLinesTest {
    private static final String MARK = "\ufeff";
    private static final int FILES = 12;

    @TempDir
    Path folder;

    private Cargo cargo;

    @BeforeEach
    void prepare() {
        cargo = new Cargo(folder);
    }

    @Test
    void linesEndWithOrWithoutReturnAndTheLastNeedsNoEnd() throws IOException {
        assertThat(read("a\r\nb\n\n\r\n \rc\r")).containsExactly("1 a", "2 b", "3 ", "4 ", "5  \rc");
        assertThat(read("a\n")).containsExactly("1 a");
        assertThat(read("")).isEmpty();
        assertThat(read("\n")).containsExactly("1 ");
        assertThat(read("ab")).containsExactly("1 ab");
    }

    @Test
    void aByteOrderMarkIsPassedOverAtTheStartOnly() throws IOException {
        assertThat(read(MARK + "a\n" + MARK + "b")).containsExactly("1 a", "2 " + MARK + "b");
        assertThat(read(MARK)).isEmpty();
        assertThat(read(MARK + MARK)).containsExactly("1 " + MARK);
    }

    @Test
    void aLineThatIsTooLongIsToldAndTheNextIsRead() throws IOException {
        var long1 = "x".repeat(Lines.BYTES_MAX);

        assertThat(read("a\n" + long1 + "x".repeat(100_000) + "\nb\n"))
                .containsExactly("1 a", "2 ! intake.bad.long_line", "3 b");
        assertThat(read("a\n" + long1 + "x".repeat(100_000))).containsExactly("1 a", "2 ! intake.bad.long_line");
        assertThat(read("a\n" + long1 + "\nb")).containsExactly("1 a", "2 " + long1, "3 b");
    }

    /** Lines and the buffers that they are read by begin and end anywhere. */
    @ParameterizedTest
    @EnumSource
    void linesOfAnyLengthComeWhole(Cargo.Packing packing) throws IOException {
        for (int seed = 0; seed < FILES; seed++) {
            var random = new Random(seed);
            var texts = new ArrayList<String>();
            var numbered = new ArrayList<String>();
            for (int i = 1; i <= 20; i++) {
                var text = text(random);
                texts.add(text);
                numbered.add(i + " " + text);
            }

            var file = cargo.file(packing, texts.toArray(String[]::new));

            assertThat(read(file)).as("seed " + seed).isEqualTo(numbered);
        }
    }

    @ParameterizedTest
    @EnumSource
    void howMuchHasBeenReadGrowsToTheWhole(Cargo.Packing packing) throws IOException {
        var random = new Random(7);
        var content = new byte[400_000];
        random.nextBytes(content);
        for (int i = 0; i < content.length; i += 1_000) {
            content[i] = '\n';
        }
        var parts = new ArrayList<Double>();

        try (var lines = Lines.open(cargo.file(packing, content))) {
            parts.add(lines.part());
            while (lines.next() != null) {
                parts.add(lines.part());
            }
        }

        assertThat(parts).isSorted().allMatch(it -> it >= 0 && it <= 1).endsWith(1.0);
        assertThat(parts.getFirst()).isLessThan(0.5);
        assertThat(parts).anyMatch(it -> it > 0.3 && it < 0.9);
    }

    @Test
    void anEmptyFileIsReadAsAWhole() throws IOException {
        try (var lines = Lines.open(cargo.file(Cargo.Packing.PLAIN, new byte[0]))) {
            assertThat(lines.part()).isEqualTo(1);
        }
    }

    @Test
    void filesShorterThanTheMarkOfAPackedOneAreLines() throws IOException {
        assertThat(read(cargo.file(Cargo.Packing.PLAIN, new byte[] {'a'}))).containsExactly("1 a");
        assertThat(read(cargo.file(Cargo.Packing.PLAIN, new byte[] {(byte) 0x1f})))
                .containsExactly("1 \u001f");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLAIN")
    void aPackedFileThatBreaksOffGivesWhatCameBeforeAndEnds(Cargo.Packing packing) throws IOException {
        var random = new Random(7);
        var content = new byte[400_000];
        random.nextBytes(content);
        content[0] = 'a';
        content[1] = '\n';
        var packed = java.nio.file.Files.readAllBytes(cargo.file(packing, content));

        var told = read(cargo.file(Cargo.Packing.PLAIN, Arrays.copyOf(packed, packed.length / 2)));

        assertThat(told).hasSizeGreaterThan(2).startsWith("1 a");
        assertThat(told.getLast()).isEqualTo(told.size() + " ! intake.bad.damaged");
    }

    @Test
    void whatSaysThatItIsPackedAndIsNotIsRefused() {
        var gzip = cargo.file(Cargo.Packing.PLAIN, new byte[] {0x1f, (byte) 0x8b, 1, 2, 3});
        var xz = cargo.file(Cargo.Packing.PLAIN, new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 9, 9, 9, 9, 9, 9, 9});

        checkIsRefused(gzip, "intake.damaged");
        checkIsRefused(xz, "intake.damaged");
        checkIsRefused(folder, "intake.no_file");
        checkIsRefused(folder.resolve("nothing"), "intake.no_file");
    }

    private static void checkIsRefused(Path file, String why) {
        assertThatThrownBy(() -> Lines.open(file)).isInstanceOf(Refusal.class).hasMessageContaining(why);
    }

    /** Mostly short, at times longer than the buffer, and at times about as long. */
    private static String text(Random random) {
        int length = switch (random.nextInt(6)) {
            case 0 -> (1 << 16) - 4 + random.nextInt(8);
            case 1 -> random.nextInt(200_000);
            default -> random.nextInt(90);
        };
        var text = new StringBuilder();
        while (text.length() < length) {
            text.append(random.nextInt(9) == 0 ? "é" : "x");
        }
        return text.toString();
    }

    private List<String> read(String content) throws IOException {
        return read(cargo.file(Cargo.Packing.PLAIN, content.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> read(Path file) throws IOException {
        var told = new ArrayList<String>();
        try (var lines = Lines.open(file)) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                told.add(
                        switch (line) {
                            case Line.Whole whole ->
                                whole.number() + " " + whole.text().orElseGet(whole::textOtherwise);
                            case Line.Broken(long number, var reason) -> number + " ! " + reason.key();
                        });
            }
            assertThat(lines.next()).as("it has ended for good").isNull();
        }
        return told;
    }
}
