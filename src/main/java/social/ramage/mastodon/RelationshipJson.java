package social.ramage.mastodon;

import social.ramage.follow.Mute;
import social.ramage.follow.Relation;

/** Mastodon's Relationship. */
final class RelationshipJson {
    private RelationshipJson() {}

    static byte[] of(Relation relation) {
        boolean following = relation.mine() == Relation.State.FOLLOWING;
        return new JsonText()
                .raw("{")
                .id("id", relation.other().value())
                .truth("following", following)
                .truth("showing_reblogs", following)
                .truth("notifying", false)
                .value("languages", "null")
                .truth("followed_by", relation.theirs() == Relation.State.FOLLOWING)
                .truth("blocking", relation.blocks())
                .truth("blocked_by", relation.isBlocked())
                .truth("muting", relation.mute().isPresent())
                .truth(
                        "muting_notifications",
                        relation.mute().filter(Mute::withNotices).isPresent())
                .time("muting_expires_at", relation.mute().flatMap(Mute::endsAt))
                .truth("requested", relation.mine() == Relation.State.REQUESTED)
                .truth("requested_by", relation.theirs() == Relation.State.REQUESTED)
                .truth("domain_blocking", false)
                .truth("endorsed", false)
                .text("note", "")
                .raw("}")
                .bytes();
    }
}
