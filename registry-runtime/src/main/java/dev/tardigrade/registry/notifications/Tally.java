package dev.tardigrade.registry.notifications;

import java.util.concurrent.atomic.AtomicLong;

/** What has become of the events for one receiver. */
final class Tally {

    final AtomicLong delivered = new AtomicLong();
    final AtomicLong failed = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    final AtomicLong dropped = new AtomicLong();
    final AtomicLong expired = new AtomicLong();
}
