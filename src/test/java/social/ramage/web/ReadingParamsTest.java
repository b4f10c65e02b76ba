package social.ramage.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;

class ReadingParamsTest {
    @Test
    void theLastOfSeveralValuesCounts() {
        var params = params("a=1&a=2&b=");

        assertThat(params.find("a")).hasValue("2");
        assertThat(params.find("b")).hasValue("");
        assertThat(params.find("c")).isEmpty();
        assertThat(params.text("a")).isEqualTo("2");
        assertThat(params.text("c")).isEmpty();
        assertThat(params.has("b")).isTrue();
        assertThat(params.has("c")).isFalse();
    }

    @Test
    void whatMustBeThereIsNamedWhenItIsNot() {
        var params = params("a=&b[]=1");

        assertThat(params.get("a")).isEmpty();
        assertThatThrownBy(() -> params.get("b")).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.problem()).isInstanceOf(Problem.Unreadable.class);
            assertThat(refusal.problem().sentence().values()).containsExactly("b");
        });
    }

    @Test
    void aListIsReadInAllOfItsSpellings() {
        assertThat(params("id[]=1&id[]=2").list("id")).containsExactly("1", "2");
        assertThat(params("id[0]=1&id[7]=2").list("id")).containsExactly("1", "2");
        assertThat(params("id=1").list("id")).containsExactly("1");
        assertThat(params("id=1&id=2").list("id")).containsExactly("1", "2");
        assertThat(params("id=1&id[]=2&id[3]=3").list("id")).containsExactly("1", "2", "3");
        assertThat(params("a[id][]=1&a[id]=2").list("a[id]")).containsExactly("1", "2");
        assertThat(params("id[]=").list("id")).containsExactly("");
    }

    @Test
    void aListHoldsNothingOfOtherNames() {
        assertThat(params("ids[]=1&i=2&xid[]=3&id[0][name]=4&id[][]=5&id[=6&ID=7")
                        .list("id"))
                .isEmpty();
    }

    @Test
    void aNameIsKnownByWhatStandsUnderIt() {
        var params = params("poll[options][]=a&one=1&fields[0][name]=x");

        assertThat(params.hasAny("poll")).isTrue();
        assertThat(params.hasAny("poll[options]")).isTrue();
        assertThat(params.hasAny("one")).isTrue();
        assertThat(params.hasAny("fields")).isTrue();
        assertThat(params.hasAny("pol")).isFalse();
        assertThat(params.hasAny("options")).isFalse();
        assertThat(params.hasAny("poll[multiple]")).isFalse();
    }

    @Test
    void aSwitchIsOffInTheWaysThatMastodonKnows() {
        for (var off : new String[] {"false", "FALSE", "0", "f", "F", "off", "OFF", "", "%20"}) {
            assertThat(params("a=" + off).isTrue("a")).as(off).isFalse();
        }
        assertThat(params("b=1").isTrue("a")).isFalse();
    }

    @Test
    void aSwitchIsOffAlsoAsPythonWritesIt() {
        assertThat(params("a=False").isTrue("a")).isFalse();
    }

    @Test
    void allElseSwitchesOn() {
        for (var on : new String[] {"true", "True", "1", "t", "on", "yes", "no", "n", "00", "2", "nil"}) {
            assertThat(params("a=" + on).isTrue("a")).as(on).isTrue();
        }
    }

    @Test
    void anIdIsDigitsOrIsNotThere() {
        assertThat(params("a=12").id("a")).hasValue(12L);
        assertThat(params("a=+12+").id("a")).hasValue(12L);
        assertThat(params("a=9223372036854775807").id("a")).hasValue(Long.MAX_VALUE);
        assertThat(params("a=").id("a")).isEmpty();
        assertThat(params("a=+").id("a")).isEmpty();
        assertThat(params("").id("a")).isEmpty();
    }

    @Test
    void whatIsNoIdIsRefused() {
        for (var sent : new String[] {"abc", "-1", "0", "1.0", "9223372036854775808", "1+2", "%D9%A1"}) {
            var params = params("a=" + sent);
            assertThatThrownBy(() -> params.id("a")).as(sent).isInstanceOfSatisfying(Refusal.class, this::isUnreadable);
        }
    }

    @Test
    void aLimitIsHeldBetweenOneAndTheMost() {
        assertLimit("", 20);
        assertLimit("limit=", 20);
        assertLimit("limit=0", 20);
        assertLimit("limit=1", 1);
        assertLimit("limit=+7+", 7);
        assertLimit("limit=%2B7", 7);
        assertLimit("limit=40", 40);
        assertLimit("limit=41", 40);
        assertLimit("limit=-5", 5);
        assertLimit("limit=-100", 40);
    }

    @Test
    void aLimitBeyondAllNumbersIsTheMost() {
        assertLimit("limit=4294967297", 40);
        assertLimit("limit=9223372036854775807", 40);
        assertLimit("limit=-9223372036854775808", 40);
        assertLimit("limit=9223372036854775808", 40);
        assertLimit("limit=" + "9".repeat(1_000), 40);
    }

    @Test
    void aLimitThatIsNoNumberIsRefused() {
        for (var sent : new String[] {"many", "1.5", "0x10", "--1", "1+0", "-", "%D9%A1"}) {
            var params = params("limit=" + sent);
            assertThatThrownBy(() -> params.limit(20, 40))
                    .as(sent)
                    .isInstanceOfSatisfying(Refusal.class, this::isUnreadable);
        }
    }

    @Test
    void aThousandValuesAreTakenAndNoMore() {
        var params = params("a[]=1&".repeat(Params.COUNT_MAX));

        assertThat(params.list("a")).hasSize(1_000);
        assertThatThrownBy(() -> params.add("b", "")).isInstanceOfSatisfying(Refusal.class, this::isUnreadable);
    }

    private static void assertLimit(String sent, int expected) {
        assertThat(params(sent).limit(20, 40)).as(sent).isEqualTo(expected);
    }

    private void isUnreadable(Refusal refusal) {
        assertThat(refusal.problem()).isInstanceOf(Problem.Unreadable.class);
    }

    private static Params params(String form) {
        var params = new Params();
        Body.form(params, form);
        return params;
    }
}
