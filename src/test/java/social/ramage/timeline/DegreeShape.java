package social.ramage.timeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/**
 * Accounts who follow each other as in a real network: each is given the degrees of one of its members, drawn at
 * random, and follows so many others, drawn by how many followers they are to have.
 *
 * @param followees how many each follows
 * @param draws accounts, each as often as it is to be followed
 */
// A few large arrays, not to be compared.
@SuppressWarnings("ArrayRecordComponent")
record DegreeShape(String source, int[] followees, int[] draws) {
    private static final int MEMBERS = 100_000;
    private static final int FOLLOWEES_MAX = 2_500;

    /** @param shared the folder of test data; without it the shape is a power law made here */
    static DegreeShape of(int accounts, Path shared, SplittableRandom random) throws IOException {
        var file = shared.resolve("data/graph/soc-Slashdot0902.txt.gz");
        int[][] degrees = Files.exists(file) ? slashdot(file) : powerLaw(random);
        int[] followees = new int[accounts];
        int[] followers = new int[accounts];
        for (int i = 0; i < accounts; i++) {
            int member = random.nextInt(degrees[0].length);
            followees[i] = degrees[0][member];
            followers[i] = degrees[1][member];
        }
        return new DegreeShape(Files.exists(file) ? "Slashdot's shape" : "a power law", followees, repeated(followers));
    }

    /** Accounts, each as often as {@code times} says. */
    static int[] repeated(int[] times) {
        int[] repeated =
                new int[Math.toIntExact(Arrays.stream(times).asLongStream().sum())];
        int at = 0;
        for (int i = 0; i < times.length; i++) {
            Arrays.fill(repeated, at, at + times[i], i);
            at += times[i];
        }
        return repeated;
    }

    private static int[][] slashdot(Path file) throws IOException {
        int[] out = new int[MEMBERS];
        int[] in = new int[MEMBERS];
        int members = 0;
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            String line;
            while ((line = lines.readLine()) != null) {
                int tab = line.indexOf('\t');
                if (line.startsWith("#") || tab < 0) {
                    continue;
                }
                int from = Integer.parseInt(line.substring(0, tab).strip());
                int to = Integer.parseInt(line.substring(tab + 1).strip());
                if (from != to) {
                    out[from]++;
                    in[to]++;
                    members = Math.max(members, Math.max(from, to) + 1);
                }
            }
        }
        return new int[][] {Arrays.copyOf(out, members), Arrays.copyOf(in, members)};
    }

    /** About eleven on average, most far below, some in the thousands. */
    private static int[][] powerLaw(SplittableRandom random) {
        int[] degree = new int[MEMBERS];
        for (int i = 0; i < MEMBERS; i++) {
            degree[i] = (int) Math.min(FOLLOWEES_MAX, 1.6 / Math.pow(1 - random.nextDouble(), 1 / 1.2));
        }
        return new int[][] {degree, degree};
    }
}
