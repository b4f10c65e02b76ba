package social.ramage.intake.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.ramage.Cargo;

class ReadingRowsTest {
    private static final int TABLES = 300;
    private static final String[] PIECES = {"\"", ",", "\n", "é", "x", " ", "\"\"", "\\", "'"};

    @TempDir
    Path folder;

    @Test
    void quotesKeepCommasLineEndsAndOtherQuotes() throws IOException {
        assertThat(read("a,b\n\"1,2\",\"say \"\"hi\"\"\"\n\"two\r\nlines\",\n,\"\"\n"))
                .containsExactly("1 [a|b]", "2 [1,2|say \"hi\"]", "3 [two\nlines|]", "5 [|]");
    }

    @Test
    void aQuoteInsideOfAFieldIsAQuote() throws IOException {
        assertThat(read("a,b\n5\" wide\",6\"\" x\n")).containsExactly("1 [a|b]", "2 [5\" wide\"|6\"\" x]");
    }

    @Test
    void emptyLinesBetweenRowsArePassedOverAndThoseWithinAreKept() throws IOException {
        assertThat(read("\na,b\n \n\"1\n\n2\",3\n\n")).containsExactly("2 [a|b]", "4 [1\n\n2|3]");
    }

    @Test
    void aRowWithOtherColumnsIsBadAndTellsHowMany() throws IOException {
        assertThat(read("a,b\n1\n1,2,3\n1,2\n"))
                .containsExactly(
                        "1 [a|b]", "2 ! intake.bad.columns [2, 1]", "3 ! intake.bad.columns [2, 3]", "4 [1|2]");
    }

    @Test
    void aStrayQuoteCostsOneRow() throws IOException {
        assertThat(read("a,b\n\"1,2\n3,4\n5,6\n"))
                .containsExactly("1 [a|b]", "2 ! intake.bad.quote []", "3 [3|4]", "4 [5|6]");
    }

    @Test
    void twoStrayQuotesCostTheirRowsOnly() throws IOException {
        assertThat(read("a,b\n\"1,2\n3,4\n5,\"6\n7,8\n\"9\",10\n"))
                .containsExactly(
                        "1 [a|b]",
                        "2 ! intake.bad.columns [2, 1]",
                        "3 [3|4]",
                        "4 ! intake.bad.quote []",
                        "5 [7|8]",
                        "6 [9|10]");
    }

    @Test
    void aRowMayGoOverAHundredLinesMoreAndNoFurther() throws IOException {
        var fits = "x\n".repeat(100);
        var goesOn = "x\n".repeat(101);

        assertThat(read("a,b\n\"" + fits + "\",2\n")).containsExactly("1 [a|b]", "2 [" + fits + "|2]");
        assertThat(read("a,b\n\"" + goesOn + "\",2\n3,4\n"))
                .hasSize(104)
                .startsWith("1 [a|b]", "2 ! intake.bad.quote []", "3 ! intake.bad.columns [2, 1]")
                .endsWith("104 [3|4]");
    }

    @Test
    void aLineThatCannotBeReadEndsTheRowThatItIsIn() throws IOException {
        var tooLong = "x".repeat(Lines.BYTES_MAX + 100_000);

        assertThat(read("a,b\n\"1,2\n" + tooLong + "\n3,4\n"))
                .containsExactly("1 [a|b]", "2 ! intake.bad.quote []", "3 ! intake.bad.long_line [1048576]", "4 [3|4]");
        assertThat(read("a,b\n\"1,2\n" + tooLong + "\n3\",4\n5,6\n"))
                .containsExactly(
                        "1 [a|b]",
                        "2 ! intake.bad.quote []",
                        "3 ! intake.bad.long_line [1048576]",
                        "4 ! intake.bad.quote []",
                        "5 [5|6]");
    }

    @Test
    void linesThatAreNotInUtf8AreReadOtherwiseAndToldForTheRowThatHasThem() throws IOException {
        var content = "a,b\n\"1\n\u00e9\",2\n3,4\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(read(content)).containsExactly("1 [a|b]", "2 [1\né|2] otherwise", "4 [3|4]");
    }

    /** Whatever stands in the fields, a table that is written by the rules comes back. */
    @Test
    void whatIsQuotedByTheRulesComesBack() throws IOException {
        for (int seed = 0; seed < TABLES; seed++) {
            var random = new Random(seed);
            var table = new StringBuilder("a,b,c\n");
            var rows = new ArrayList<List<String>>();
            rows.add(List.of("a", "b", "c"));
            for (int i = 0; i < 8; i++) {
                var row = List.of(field(random), field(random), field(random));
                rows.add(row);
                table.append(String.join(
                                ",", row.stream().map(it -> quoted(it, random)).toList()))
                        .append(random.nextBoolean() ? "\n" : "\r\n");
            }

            var found = new ArrayList<List<String>>();
            try (var lines = new CsvRows(Lines.open(file(table.toString().getBytes(StandardCharsets.UTF_8))))) {
                for (var row = lines.next(); row != null; row = lines.next()) {
                    found.add(row instanceof CsvRows.Row.Good good ? good.fields() : List.of(row.toString()));
                }
            }

            assertThat(found).as("seed " + seed).isEqualTo(rows);
        }
    }

    private static String field(Random random) {
        var field = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            field.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return field.toString();
    }

    private static String quoted(String field, Random random) {
        boolean needsQuotes = field.contains("\"") || field.contains(",") || field.contains("\n");
        return needsQuotes || random.nextBoolean() ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }

    private Path file(byte[] content) {
        return new Cargo(folder).file(Cargo.Packing.PLAIN, content);
    }

    private List<String> read(String content) throws IOException {
        return read(content.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> read(byte[] content) throws IOException {
        var told = new ArrayList<String>();
        try (var rows = new CsvRows(Lines.open(file(content)))) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                told.add(
                        switch (row) {
                            case CsvRows.Row.Good(long number, var fields, boolean isOtherEncoding) ->
                                number + " [" + String.join("|", fields) + "]" + (isOtherEncoding ? " otherwise" : "");
                            case CsvRows.Row.Bad(long number, var reason) ->
                                number + " ! " + reason.key() + " " + reason.values();
                        });
            }
        }
        return told;
    }
}
