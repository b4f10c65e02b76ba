package social.ramage.planted.post;

import java.util.List;
import java.util.Optional;
import social.ramage.Breaks;
import social.ramage.HouseRule;
import social.ramage.follow.Viewer;
import social.ramage.id.PostId;
import social.ramage.planted.mastodon.Plants.Status;
import social.ramage.post.Post;
import social.ramage.post.Shown;

public final class Plants {
    private Plants() {}

    public record Words(String text) {}

    @Breaks(HouseRule.A_FACE_IS_KNOWN_TO_THE_ROOT_AND_ITSELF)
    record KnowsAFace(Status status) {}

    @Breaks(HouseRule.FEATURES_KNOW_NO_JSON)
    record WritesItself(String text) {
        String toJson() {
            return text;
        }
    }

    @Breaks(HouseRule.FEATURES_KNOW_NO_JSON)
    record KnowsJackson(tools.jackson.databind.JsonNode node) {}

    @Breaks(HouseRule.FEATURES_KNOW_NO_JSON)
    record SaysHowItIsWritten(
            @com.fasterxml.jackson.annotation.JsonIgnore String text) {}

    @Breaks(HouseRule.NO_POST_IS_LOOKED_UP_WITHOUT_A_VIEWER)
    public static final class GivesToAnybody {
        public Optional<Post> find(String words) {
            return Optional.empty();
        }
    }

    @Breaks(HouseRule.NO_POST_IS_LOOKED_UP_WITHOUT_A_VIEWER)
    public static final class GivesPagesToAnybody {
        public Page all() {
            return new Page(List.of());
        }
    }

    @Breaks(HouseRule.NO_POST_IS_LOOKED_UP_WITHOUT_A_VIEWER)
    public static final class GivesTheWordsToAnybody {
        public String textOf(PostId id) {
            return id.toString();
        }
    }

    /** Its parts are for whoever was given it. */
    public record Page(List<Shown> posts) {}

    /** As it should be. */
    public static final class AsksWhoLooks {
        public Page find(PostId id, Viewer viewer) {
            return new Page(List.of());
        }

        Optional<Post> find(PostId id) {
            return Optional.empty();
        }
    }
}
