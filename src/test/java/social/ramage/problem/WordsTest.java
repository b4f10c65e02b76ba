package social.ramage.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import social.ramage.account.Scope;

class WordsTest {
    private static final Path MAIN = Path.of("src/main");

    @Test
    void bothLanguagesSayTheSameThingsAndNothingIsSaidInVain() throws IOException {
        var english = words("en");
        var french = words("fr");

        assertThat(new TreeSet<>(english.stringPropertyNames())).isEqualTo(new TreeSet<>(french.stringPropertyNames()));
        var sources = sources();
        assertThat(english.stringPropertyNames())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(sources).contains("\"" + beginning(key)));
        assertThat(english.stringPropertyNames().stream().filter(key -> key.startsWith("scope.")))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Scope.values())
                        .map(scope -> "scope." + scope.word().replace(':', '.'))
                        .toList());
        // A plain apostrophe is a sign of MessageFormat's and would vanish.
        assertThat(english.values()).noneMatch(it -> it.toString().contains("'"));
        assertThat(french.values()).noneMatch(it -> it.toString().contains("'"));
    }

    /** What a letter says, and what a scope lets a client do, is found by the beginning of its key. */
    private static String beginning(String key) {
        if (key.startsWith("scope.")) {
            return "scope.";
        }
        return key.startsWith("mail.") ? key.substring(0, key.lastIndexOf('.')) + "\"" : key + "\"";
    }

    private static Properties words(String language) throws IOException {
        var words = new Properties();
        try (var reader =
                Files.newBufferedReader(MAIN.resolve("resources/social/ramage/words_" + language + ".properties"))) {
            words.load(reader);
        }
        return words;
    }

    private static String sources() throws IOException {
        var all = new StringBuilder();
        for (var folder : new String[] {"java", "jte"}) {
            try (var files = Files.walk(MAIN.resolve(folder))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    all.append(Files.readString(file));
                }
            }
        }
        return all.toString();
    }
}
