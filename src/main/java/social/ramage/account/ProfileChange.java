package social.ramage.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import social.ramage.event.Visibility;
import social.ramage.problem.Refusal;
import social.ramage.text.Storable;

/**
 * What is to be different in an account; what is not named stays.
 *
 * @param fields names and values, all of them anew
 * @param language empty text for none
 */
public record ProfileChange(
        Optional<String> name,
        Optional<String> bio,
        Optional<List<Account.Field>> fields,
        Optional<Account.Looks> looks,
        Switches switches,
        Optional<Visibility> visibility,
        Optional<String> language) {
    public static final ProfileChange NONE = new ProfileChange(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Switches.AS_THEY_ARE,
            Optional.empty(),
            Optional.empty());

    /** On or off. */
    public record Switches(
            Optional<Boolean> isLocked,
            Optional<Boolean> isBot,
            Optional<Boolean> isDiscoverable,
            Optional<Boolean> isIndexable,
            Optional<Boolean> hidesFollows,
            Optional<Boolean> isSensitive) {
        static final Switches AS_THEY_ARE = new Switches(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public ProfileChange with(Account.Looks other) {
        return new ProfileChange(name, bio, fields, Optional.of(other), switches, visibility, language);
    }

    /** @throws Refusal Invalid when something is too long, or cannot be stored */
    void check() {
        name.ifPresent(it -> checkText("name", it, Accounts.NAME_MAX, "problem.name_too_long"));
        bio.ifPresent(it -> checkText("bio", it, Accounts.BIO_MAX, "problem.bio_too_long"));
        fields.ifPresent(ProfileChange::checkFields);
    }

    static void checkText(String field, String text, int max, String tooLong) {
        if (text.length() > max) {
            throw Refusal.invalid(field, tooLong, max);
        }
        if (!Storable.isAll(text)) {
            throw Refusal.invalid(field, "problem.text_unstorable");
        }
    }

    private static void checkFields(List<Account.Field> fields) {
        if (fields.size() > Accounts.FIELDS_MAX) {
            throw Refusal.invalid("fields", "problem.fields_max", Accounts.FIELDS_MAX);
        }
        for (var field : fields) {
            if (field.name().isBlank()) {
                throw Refusal.invalid("fields", "problem.field_nameless");
            }
            checkText("fields", field.name(), Accounts.FIELD_MAX, "problem.field_too_long");
            checkText("fields", field.value(), Accounts.FIELD_MAX, "problem.field_too_long");
        }
    }

    /** The account as it is afterwards. */
    Account to(Account before, Instant now) {
        var old = before.switches();
        var habits = before.habits();
        return new Account(
                before.id(),
                before.handle(),
                new Account.Profile(
                        name.orElse(before.profile().name()),
                        bio.orElse(before.profile().bio())),
                looks.orElse(before.looks()),
                fields.map(it -> stillVerified(it, before.fields())).orElse(before.fields()),
                since(switches.isLocked, before.lockedAt(), now),
                new Account.Switches(
                        since(switches.isBot, old.botAt(), now),
                        since(switches.isDiscoverable, old.discoverableAt(), now),
                        since(switches.isIndexable, old.indexableAt(), now),
                        since(switches.hidesFollows, old.followsHiddenAt(), now)),
                new Account.Habits(
                        visibility.or(habits::visibility),
                        language.or(habits::language).filter(it -> !it.isEmpty()),
                        since(switches.isSensitive, habits.sensitiveAt(), now)),
                before.createdAt(),
                before.tally(),
                before.standing());
    }

    private static Optional<Instant> since(Optional<Boolean> isOn, Optional<Instant> before, Instant now) {
        return isOn.map(on -> on ? before.or(() -> Optional.of(now)) : Optional.<Instant>empty())
                .orElse(before);
    }

    /** What says the same as before is as true as before. */
    private static List<Account.Field> stillVerified(List<Account.Field> fields, List<Account.Field> before) {
        return fields.stream()
                .map(field -> before.stream()
                        .filter(it ->
                                it.name().equals(field.name()) && it.value().equals(field.value()))
                        .findFirst()
                        .orElse(new Account.Field(field.name(), field.value(), Optional.empty())))
                .toList();
    }
}
