package social.ramage.mastodon;

import java.util.List;
import social.ramage.safety.Rule;

/** Mastodon's Rule. */
final class RulesJson {
    private RulesJson() {}

    static String all(List<Rule> rules) {
        var json = new JsonText().raw("[");
        for (int i = 0; i < rules.size(); i++) {
            json.raw(i == 0 ? "" : ",").raw(one(rules.get(i)));
        }
        return json.raw("]").toString();
    }

    static String one(Rule rule) {
        return new JsonText()
                .raw("{")
                .id("id", rule.id())
                .text("text", rule.text())
                .text("hint", rule.hint())
                .value("translations", "{}")
                .raw("}")
                .toString();
    }
}
