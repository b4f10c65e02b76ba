package social.ramage.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.Map;
import social.ramage.web.Answer;
import social.ramage.web.Call;

/** The pages' templates, compiled when the program was built. */
final class Templates {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Templates.class.getClassLoader(), "social.ramage.page.templates");
    private final String place;
    private final Visitors visitors;

    Templates(String place, Visitors visitors) {
        this.place = place;
        this.visitors = visitors;
    }

    /** @param shown what the template asks for, beside the frame, by name */
    Answer show(Call call, int status, String template, Map<String, Object> shown) {
        var all = new HashMap<>(shown);
        all.put("frame", new Frame(call.locale(), place, visitors.find(call).isPresent()));
        // What is shown to somebody who signs in is nobody else's, and not to be found by going back.
        return Answer.html(status, render(template, all)).with("Cache-Control", "no-store");
    }

    static String render(String template, Map<String, Object> shown) {
        var page = new StringOutput();
        ENGINE.render(template + ".jte", shown, page);
        return page.toString();
    }
}
