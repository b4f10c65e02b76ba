package social.ramage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import social.ramage.follow.Viewer;
import social.ramage.id.PostId;
import social.ramage.post.Post;
import social.ramage.post.Shown;

/** What the rules of the house ask that ArchUnit has no words for. */
final class HouseConditions {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.]+)` \\|");

    private HouseConditions() {}

    /** The packages that ARCHITECTURE.md has a row for. */
    static Set<String> onTheMap(String document) {
        return ROW.matcher(document).results().map(row -> row.group(1)).collect(Collectors.toSet());
    }

    static String architecture() {
        try {
            return Files.readString(Path.of("ARCHITECTURE.md"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static final class BeOnTheMap extends ArchCondition<JavaClass> {
        private final String root;
        private final Set<String> map = onTheMap(architecture());

        BeOnTheMap(String root) {
            super("be in a package that ARCHITECTURE.md names");
            this.root = root;
        }

        @Override
        public void check(JavaClass one, ConditionEvents events) {
            var name = one.getPackageName();
            boolean isOn = name.equals(root) || map.contains(name.substring(root.length() + 1));
            events.add(
                    new SimpleConditionEvent(one, isOn, "<" + one.getName() + "> is in a package that is not on it"));
        }
    }

    static final class BeInANullMarkedPackage extends ArchCondition<JavaClass> {
        BeInANullMarkedPackage() {
            super("be in a package that is @NullMarked");
        }

        @Override
        public void check(JavaClass one, ConditionEvents events) {
            boolean isMarked = one.getPackage().isAnnotatedWith(NullMarked.class);
            events.add(new SimpleConditionEvent(one, isMarked, "<" + one.getName() + "> is in a package without"));
        }
    }

    /** The parts of a record only tell what it was made of. */
    static DescribedPredicate<JavaMethod> canBeCalledFromOutside() {
        return DescribedPredicate.describe(
                "can be called from outside their package",
                method -> method.getModifiers().contains(JavaModifier.PUBLIC)
                        && method.getOwner().getModifiers().contains(JavaModifier.PUBLIC)
                        && !(method.getOwner().isRecord()
                                && method.getRawParameterTypes().isEmpty()));
    }

    static ArchCondition<JavaMethod> takeAViewer(String when, Predicate<JavaMethod> mustBeAsked) {
        return new ArchCondition<>("take a viewer when " + when) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean isAsked =
                        method.getRawParameterTypes().stream().anyMatch(it -> it.isEquivalentTo(Viewer.class));
                boolean isGood = isAsked || !mustBeAsked.test(method);
                events.add(new SimpleConditionEvent(
                        method, isGood, "<" + method.getFullName() + "> takes no viewer, " + when));
            }
        };
    }

    static boolean givesPosts(JavaMethod method) {
        return holdsPosts(method.getReturnType(), new HashSet<>());
    }

    static boolean takesThePost(JavaMethod method) {
        return method.getRawParameterTypes().stream().anyMatch(it -> it.isEquivalentTo(PostId.class));
    }

    private static boolean holdsPosts(JavaType type, Set<JavaClass> seen) {
        return type.getAllInvolvedRawTypes().stream()
                .filter(seen::add)
                .anyMatch(raw -> raw.isEquivalentTo(Post.class)
                        || raw.isEquivalentTo(Shown.class)
                        || (raw.isRecord()
                                && raw.getFields().stream().anyMatch(field -> holdsPosts(field.getType(), seen))));
    }
}
