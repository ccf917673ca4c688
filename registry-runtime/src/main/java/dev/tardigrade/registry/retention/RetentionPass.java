package dev.tardigrade.registry.retention;

import dev.tardigrade.registry.model.RegistryException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what the rules ask for, in the order in which replicas take turns, and says so in the log. It never throws. */
public final class RetentionPass implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionPass.class);

    private final TagRetention retention;
    private final Turn turn;
    private final boolean dry;
    private final StoreClock clock;
    private final Consumer<ExpiredTag> told;
    private final AtomicLong runs = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong removed = new AtomicLong();

    /**
     * Makes one.
     *
     * @param clock in whose time replicas take turns; while it cannot be trusted nobody takes one
     * @param dry whether it only says what would go
     * @param told of what is gone
     */
    public RetentionPass(TagRetention retention, Turn turn, boolean dry, StoreClock clock, Consumer<ExpiredTag> told) {
        this.retention = retention;
        this.turn = turn;
        this.dry = dry;
        this.clock = clock;
        this.told = told;
    }

    @Override
    public void run() {
        try {
            if (turn.take(clock.now())) {
                if (dry) {
                    retention.look(tag -> log(tag, "a tag would be removed, were retention not dry"));
                } else {
                    retention.run(this::gone);
                }
                runs.incrementAndGet();
            }
        } catch (RegistryException e) {
            failed.incrementAndGet();
            LOG.warn("retention of tags broke off, and is tried again later: {}", e.getMessage());
        } catch (RuntimeException e) {
            failed.incrementAndGet();
            LOG.error("retention of tags broke off", e);
        }
    }

    private void gone(ExpiredTag tag) {
        removed.incrementAndGet();
        log(tag, "a tag was removed by retention");
        told.accept(tag);
    }

    private static void log(ExpiredTag tag, String message) {
        LOG.atInfo()
                .addKeyValue("repository", tag.repository().value())
                .addKeyValue("tag", tag.tag().value())
                .addKeyValue("digest", tag.digest().toString())
                .addKeyValue("reason", tag.reason())
                .log(message);
    }

    /** Passes of this process that came to their end. */
    public long runs() {
        return runs.get();
    }

    /** Passes of this process that broke off. */
    public long failures() {
        return failed.get();
    }

    /** Tags that this process has removed. */
    public long removed() {
        return removed.get();
    }
}
