package social.ramage.db;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that must not wait, since the thread that it runs on serves many. Whatever is about to wait says so by
 * {@link #refuseToWait}, which ends the work; it has then to be run again on a thread that may wait, so it has changed
 * nothing by then.
 */
public final class AtOnce {
    private static final ScopedValue<Boolean> IS_MEANT = ScopedValue.newInstance();

    private AtOnce() {}

    /** @throws WouldWait when the work cannot be done at once */
    public static <T extends @Nullable Object> T call(Supplier<T> work) {
        return ScopedValue.where(IS_MEANT, true).call(work::get);
    }

    /** To be called by whatever is about to wait. @throws WouldWait on a thread that must not */
    public static void refuseToWait() {
        if (IS_MEANT.isBound()) {
            throw new WouldWait();
        }
    }

    /** Memory does not have all that was asked for. It tells no more, and costs next to nothing. */
    public static final class WouldWait extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private WouldWait() {
            super("would wait", null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
        }
    }
}
