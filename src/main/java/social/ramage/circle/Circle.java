package social.ramage.circle;

import social.ramage.id.CircleId;

/** @param members how many */
public record Circle(CircleId id, String name, long members) {}
