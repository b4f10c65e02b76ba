package social.ramage;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import social.ramage.db.Tx;
import social.ramage.post.Posts;

/**
 * What holds between the packages of a program, and in all of its code. Each rule is made for the name of the program's
 * topmost package, so that it can be tried on a program that breaks it: {@code social.ramage.planted}.
 */
public enum HouseRule {
    PACKAGES_HAVE_NO_CYCLES(root -> slices().matching(root + ".(*)..").should().beFreeOfCycles()),

    EVERY_PACKAGE_HAS_ITS_PLACE(root -> classes()
            .should()
            .resideInAnyPackage(Layers.all(root).toArray(String[]::new))
            .because("it must be decided whom a new package may know: put it into HouseRule.Layers")),

    EVERY_PACKAGE_IS_ON_THE_MAP(root -> classes().should(new HouseConditions.BeOnTheMap(root))),

    EVERY_PACKAGE_IS_NULL_MARKED(_ -> classes().should(new HouseConditions.BeInANullMarkedPackage())),

    A_FACE_IS_KNOWN_TO_THE_ROOT_AND_ITSELF(root -> each(
            Layers.FACES.stream(),
            face -> noClasses()
                    .that()
                    .resideOutsideOfPackages(root, root + "." + face + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(root + "." + face + ".."))),

    FEATURES_STAND_IN_THEIR_ORDER(root -> each(
            IntStream.range(0, Layers.FEATURES.size() - 1).boxed(),
            i -> noClasses()
                    .that()
                    .resideInAPackage(root + "." + Layers.FEATURES.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(Layers.under(root, Layers.FEATURES.subList(i + 1, Layers.FEATURES.size())))
                    .allowEmptyShould(true))),

    FEATURES_KNOW_NO_HTTP(root -> noClasses()
            .that()
            .resideInAnyPackage(Layers.under(root, Layers.FEATURES))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(root + ".web..", "java.net.http..", "com.sun.net.httpserver..")),

    FEATURES_KNOW_NO_JSON(root -> CompositeArchRule.of(
                    stayIn(Layers.under(root, Layers.READERS_OF_JSON), "tools.jackson..", "com.fasterxml.jackson.."))
            .and(noMethods()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAnyPackage(Layers.under(root, Layers.FEATURES))
                    .should()
                    .haveNameMatching("(to|as|from|of)(Json|Html|Status|Activity|Note)"))),

    WHAT_READS_FILES_KNOWS_NO_DATABASE(root -> noClasses()
            .that()
            .resideInAPackage(root + ".intake.reading..")
            .should()
            .dependOnClassesThat(resideInAPackage(root + "..")
                    .and(not(resideInAnyPackage(
                            Layers.under(root, List.of("intake.reading", "text", "id", "problem"))))))
            .allowEmptyShould(true)),

    NO_POST_IS_LOOKED_UP_WITHOUT_A_VIEWER(root -> CompositeArchRule.of(methods()
                    .that(HouseConditions.canBeCalledFromOutside())
                    .and()
                    .areDeclaredInClassesThat()
                    .resideInAnyPackage(Layers.under(root, Layers.FEATURES))
                    .should(HouseConditions.takeAViewer("giving posts", HouseConditions::givesPosts)))
            .and(methods()
                    .that(HouseConditions.canBeCalledFromOutside())
                    .and()
                    .areDeclaredInClassesThat()
                    .resideInAPackage(root + ".post..")
                    .should(HouseConditions.takeAViewer("taking the id of a post", HouseConditions::takesThePost)))),

    ONLY_MODERATION_PASSES_THE_AUDIENCE(root -> noClasses()
            .that()
            .resideOutsideOfPackages(root + ".safety..", root + ".post..")
            .should()
            .accessTargetWhere(describe("a post is read or deleted past its audience", HouseRule::passesTheAudience))),

    THE_BASE_KNOWS_NOTHING_ABOVE_IT(root -> noClasses()
            .that()
            .resideInAnyPackage(Layers.under(root, Layers.BASE))
            .should()
            .dependOnClassesThat(
                    resideInAPackage(root + "..").and(not(resideInAnyPackage(Layers.under(root, Layers.BASE)))))),

    THE_LOWEST_KNOW_NOTHING_ABOVE_THEM(root -> noClasses()
            .that()
            .resideInAnyPackage(Layers.under(root, Layers.LOWEST))
            .should()
            .dependOnClassesThat(
                    resideInAPackage(root + "..").and(not(resideInAnyPackage(Layers.under(root, Layers.LOWEST)))))),

    THE_DATABASE_STAYS_IN_DB(root -> stayIn(
            Layers.under(root, List.of("db")),
            "java.sql..",
            "javax.sql..",
            "org.sqlite..",
            "org.postgresql..",
            "org.flywaydb..")),

    JETTY_STAYS_IN_WEB(root -> stayIn(Layers.under(root, List.of("web")), "org.eclipse.jetty..")),

    STORES_ARE_SECRETS_OF_THEIR_FEATURE(
            _ -> classes().that().haveSimpleNameEndingWith("Store").should().bePackagePrivate()),

    NOBODY_KEEPS_A_TRANSACTION(_ -> noFields().should().haveRawType(Tx.class)),

    WHAT_IS_NEEDED_IS_PASSED_AND_NOT_FOUND(
            _ -> noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class)),

    TIME_COMES_FROM_THE_CLOCK_GIVEN(root -> CompositeArchRule.of(noClasses()
                    .should()
                    .accessTargetWhere(describe("the time is looked up", HouseRule::looksUpTheTime)))
            .and(noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName(root + ".Cli")
                    .and()
                    .doNotHaveFullyQualifiedName(root + ".Server")
                    .should()
                    .accessTargetWhere(describe("a clock is taken from the system", HouseRule::takesASystemClock)))),

    NAMES_SAY_WHAT(
            _ -> noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|Common|Misc)")),

    ONLY_THE_COMMAND_LINE_PRINTS(root ->
            noClasses().that().doNotHaveFullyQualifiedName(root + ".Cli").should(ACCESS_STANDARD_STREAMS)),

    FAILURES_HAVE_NAMES(_ -> NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS);

    private final Function<String, ArchRule> toRule;

    HouseRule(Function<String, ArchRule> toRule) {
        this.toRule = toRule;
    }

    ArchRule under(String root) {
        return toRule.apply(root);
    }

    /** Who stands on whom: the root, then the faces, then the features, then the base. */
    static final class Layers {
        static final List<String> FACES = List.of("mastodon", "page");

        /** In their order: each may know those before it. */
        static final List<String> FEATURES = List.of(
                "mail",
                "person",
                "account",
                "client",
                "media",
                "follow",
                "circle",
                "post",
                "signal",
                "timeline",
                "notice",
                "stream",
                "intake",
                "safety");

        /** Faces speak it; and files from elsewhere are read where nothing is known of a database or a rule. */
        static final List<String> READERS_OF_JSON = List.of("web", "mastodon", "intake.reading");

        static final List<String> LOWEST = List.of("db", "problem", "id");
        static final List<String> BASE = List.of("web", "event", "text", "view", "work", "db", "problem", "id");

        private Layers() {}

        static List<String> all(String root) {
            return Stream.of(
                            Stream.of(root),
                            Stream.of(under(root, FACES)),
                            Stream.of(under(root, FEATURES)),
                            Stream.of(under(root, BASE)))
                    .flatMap(it -> it)
                    .toList();
        }

        static String[] under(String root, List<String> names) {
            return names.stream().map(name -> root + "." + name + "..").toArray(String[]::new);
        }
    }

    private static ArchRule stayIn(String[] where, String... what) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(where)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(what);
    }

    private static <T> ArchRule each(Stream<T> of, Function<T, ArchRule> toRule) {
        return CompositeArchRule.of(of.map(toRule).toList());
    }

    private static boolean looksUpTheTime(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        boolean isNow = owner.getPackageName().equals("java.time")
                && access.getName().equals("now")
                && !access.getTarget().getFullName().contains(Clock.class.getName());
        boolean isDate = owner.isEquivalentTo(Date.class) && access.getName().equals("<init>");
        return isNow || isDate || access.getTarget().getFullName().equals("java.lang.System.currentTimeMillis()");
    }

    private static boolean passesTheAudience(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(Posts.class)
                && List.of("reported", "takeDown").contains(access.getName());
    }

    private static boolean takesASystemClock(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(Clock.class)
                && List.of("systemUTC", "systemDefaultZone", "system").contains(access.getName());
    }
}
