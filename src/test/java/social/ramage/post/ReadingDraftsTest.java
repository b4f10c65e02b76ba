package social.ramage.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;

class ReadingDraftsTest {
    @Test
    void aLanguageIsATag() {
        check("fr", "fr");
        check("ID", "id");
        check("IT-it", "it-IT");
        check(" en ", "en");
        check("pt_BR", "pt-BR");
        check("zh-hant-tw", "zh-Hant-TW");
        check("nan", "nan");
        check("sr-Latn-RS-u-co-standard-x-abcdefgh", "sr-Latn-RS-u-co-standard-x-abcdefgh");
    }

    @Test
    void noneIsNone() {
        check("", "");
        check("  ", "");
    }

    @Test
    void whatIsNoTagIsRefusedAndNothingOfItKept() {
        for (var sent : List.of(
                "und",
                "e",
                "français",
                "fr-!!",
                "en-",
                "en--US",
                "-",
                "123",
                "en us",
                "en\u0000",
                "averylonglanguage",
                "sr-Latn-RS-u-co-standard-x-abcdefgh-i")) {
            var refusal = catchThrowableOfType(Refusal.class, () -> Draft.language(sent));
            assertThat(Optional.ofNullable(refusal).map(Refusal::problem))
                    .as(sent)
                    .hasValueSatisfying(problem -> assertThat(problem)
                            .isInstanceOfSatisfying(Problem.Invalid.class, invalid -> {
                                assertThat(invalid.field()).isEqualTo("language");
                                assertThat(invalid.sentence().key()).isEqualTo("problem.language");
                            }));
        }
    }

    private static void check(String sent, String expected) {
        assertThat(Draft.language(sent).orElse("")).isEqualTo(expected);
    }
}
