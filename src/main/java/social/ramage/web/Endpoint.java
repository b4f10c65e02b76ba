package social.ramage.web;

import social.ramage.problem.Refusal;

/** What a route leads to. */
public interface Endpoint {
    /** @throws Refusal to have its face say what is answered instead */
    Answer answer(Call call);
}
