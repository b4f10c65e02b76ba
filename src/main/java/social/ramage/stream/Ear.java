package social.ramage.stream;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import social.ramage.event.Logged;

/** One of those who listen for an account, to several channels perhaps. Closing it is the last that is done with it. */
public final class Ear {
    /** Beyond these a listener is refused more. */
    public static final int CHANNELS_MAX = 32;

    private final Household household;
    private final Consumer<Logged> listener;
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    /** The last event that it was given; the reactors' thread's own. */
    private long given;

    Ear(Household household, Consumer<Logged> listener) {
        this.household = household;
        this.listener = listener;
    }

    Household household() {
        return household;
    }

    Set<Channel> channels() {
        return channels;
    }

    boolean listensToHome() {
        return channels.contains(new Channel.Home());
    }

    boolean listensToNotices() {
        return listensToHome() || channels.contains(new Channel.Notices());
    }

    /** Once, through however many channels it comes. By the reactors' thread. */
    void give(Logged logged) {
        if (given < logged.number()) {
            given = logged.number();
            listener.accept(logged);
        }
    }
}
