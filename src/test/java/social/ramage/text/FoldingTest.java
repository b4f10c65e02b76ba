package social.ramage.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FoldingTest {
    @Test
    void caseAndAccentsMakeNoDifference() {
        check("ete", "été", "ÉTÉ", "Ete", "e\u0301te\u0301");
        check("ae ts", "àè t\u0361s", "ÀÈ T\u036fS");
        check("francais", "Français", "FRANC\u0327AIS");
        check("soren", "Søren", "SØREN");
        check("lodz", "Łódź", "łódz");
        check("αθηνα", "Αθήνα", "ΑΘΗΝΑ");
        check("еж", "ёж", "ЁЖ");
        check("οδοσ", "οδός", "ΟΔΟΣ", "οδοσ");
    }

    @Test
    void lettersThatAreWrittenTogetherAreTwo() {
        check("oeuvre", "œuvre", "Œuvre", "OEUVRE");
        check("aether", "æther", "ÆTHER", "ǽther");
        check("strasse", "Straße", "STRASSE", "STRAẞE");
        check("office", "oﬃce", "oﬀice");
        check("ijs", "ĳs", "ĲS");
    }

    @Test
    void widthAndStyleMakeNoDifference() {
        check("hashtag1", "ｈａｓｈｔａｇ１", "𝐇𝐚𝐬𝐡𝐭𝐚𝐠𝟏", "ⒽⒶⓈⒽⓉⒶⒼ①");
        check("カタカナ", "ｶﾀｶﾅ");
        check("tel", "℡");
    }

    @Test
    void allFourTurkishLettersAreOneAndNoLocaleChangesThem() {
        assertThat(Locale.getDefault().getLanguage())
                .as("the tests' own locale")
                .isEqualTo("tr");
        check("istanbul", "İstanbul", "ISTANBUL", "istanbul", "ıstanbul");
    }

    @Test
    void marksThatAreLettersStay() {
        check("が", "が", "か\u3099");
        check("हिन्दी", "हिन्दी");
        check("ไทย", "ไทย");
        check("한국", "한국");
    }

    @Test
    void aKeyIsItsOwnKeyAndTheSameForEitherCase() {
        var different = new TreeSet<String>();
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            var letter = Character.toString(point);
            // The iota under Greek letters is a mark, though some capitals are written with a letter for it.
            boolean hasIota = Normalizer.normalize(letter, Normalizer.Form.NFD).indexOf('\u0345') >= 0;
            if (Character.isLetter(point) && !hasIota) {
                var key = Fold.key(letter);
                boolean same = Fold.key(key).equals(key)
                        && Fold.key(letter.toUpperCase(Locale.ROOT)).equals(key)
                        && Fold.key(letter.toLowerCase(Locale.ROOT)).equals(key);
                if (!same) {
                    different.add(letter);
                }
            }
        }

        assertThat(String.join("", different))
                .as("forms of Cyrillic letters in old church books")
                .isEqualTo("ᲀᲁᲂᲃᲄᲅᲆᲇᲈ");
    }

    private static void check(String expected, String... texts) {
        for (var text : texts) {
            assertThat(Fold.key(text)).as(text).isEqualTo(expected);
        }
    }
}
