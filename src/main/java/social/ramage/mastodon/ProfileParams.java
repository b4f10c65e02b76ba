package social.ramage.mastodon;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import social.ramage.account.Account;
import social.ramage.account.ProfileChange;
import social.ramage.media.Frame;
import social.ramage.media.Upload;
import social.ramage.post.Draft;
import social.ramage.web.Params;

/** Reads what is to be different in a profile. */
final class ProfileParams {
    private ProfileParams() {}

    static ProfileChange change(Params params) {
        return new ProfileChange(
                params.find("display_name").map(String::strip),
                params.find("note").map(String::strip),
                fields(params),
                Optional.empty(),
                new ProfileChange.Switches(
                        isOn(params, "locked"),
                        isOn(params, "bot"),
                        isOn(params, "discoverable"),
                        isOn(params, "indexable"),
                        isOn(params, "hide_collections"),
                        isOn(params, "source[sensitive]")),
                params.find("source[privacy]")
                        .filter(it -> !it.isBlank())
                        .map(String::strip)
                        .map(Visibilities::parse),
                params.find("source[language]").map(it -> Draft.language(it).orElse("")));
    }

    static Map<Frame, Upload> uploads(Params params) {
        var uploads = new EnumMap<Frame, Upload>(Frame.class);
        params.file("avatar").ifPresent(it -> uploads.put(Frame.AVATAR, new Upload(it.type(), it.bytes())));
        params.file("header").ifPresent(it -> uploads.put(Frame.HEADER, new Upload(it.type(), it.bytes())));
        return uploads;
    }

    /** One without a name and a value is none: clients send all the lines of their form. */
    private static Optional<List<Account.Field>> fields(Params params) {
        if (!params.hasAny("fields_attributes")) {
            return Optional.empty();
        }
        return Optional.of(params.things("fields_attributes").stream()
                .map(it -> new Account.Field(
                        it.getOrDefault("name", "").strip(),
                        it.getOrDefault("value", "").strip(),
                        Optional.empty()))
                .filter(it -> !it.name().isEmpty() || !it.value().isEmpty())
                .toList());
    }

    /** Nothing that is said says nothing. */
    private static Optional<Boolean> isOn(Params params, String name) {
        return params.find(name).filter(it -> !it.isBlank()).map(_ -> params.isTrue(name));
    }
}
