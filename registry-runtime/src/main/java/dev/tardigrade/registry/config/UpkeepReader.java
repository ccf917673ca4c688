package dev.tardigrade.registry.config;

import dev.tardigrade.registry.config.settings.GcSettings;
import dev.tardigrade.registry.config.settings.GoDuration;
import dev.tardigrade.registry.config.settings.ReadSettings;
import dev.tardigrade.registry.config.source.Node;
import dev.tardigrade.registry.config.vocabulary.Key;
import dev.tardigrade.registry.policy.RepositoryPattern;
import dev.tardigrade.registry.policy.Retention;
import dev.tardigrade.registry.policy.TagPattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the sections {@code gc}, {@code retention} and {@code cache}, which are ours, and what else is about reading content. */
final class UpkeepReader {

    private static final Duration INTERVAL = Duration.ofHours(24);
    private static final Duration GRACE = Duration.ofHours(2);
    private static final Duration SHORTEST_GRACE = Duration.ofMinutes(5);
    private static final int RATE = 100;
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(10);

    /** Rounds of collection stay readable for longer than this, so that no cache outlives what it keeps. */
    private static final Duration LONGEST_TIME_TO_LIVE = Duration.ofMinutes(10);

    private static final long BLOB_BYTES = 10L << 30;

    private static final String REPOSITORIES = "repositories";
    private static final String TAGS = "tags";
    private static final String KEEP = "keep";
    private static final String NEWEST = "newest";
    private static final String PUSHED_WITHIN = "pushedwithin";
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,5}");

    private final Settings settings;

    UpkeepReader(Settings settings) {
        this.settings = settings;
    }

    GcSettings gc() {
        return new GcSettings(
                settings.flag(Key.GC_ENABLED, true),
                settings.value(Key.GC_INTERVAL, INTERVAL, UpkeepReader::interval),
                settings.value(Key.GC_GRACEPERIOD, GRACE, UpkeepReader::grace),
                settings.flag(Key.GC_UNTAGGED, false),
                settings.value(Key.GC_RATE, RATE, UpkeepReader::rate),
                retention(),
                settings.flag(Key.RETENTION_DRYRUN, false));
    }

    private Retention retention() {
        List<Optional<Retention.Rule>> rules = new RuleReader(
                        settings, Key.RETENTION_RULES, List.of(REPOSITORIES, TAGS, KEEP))
                .read(UpkeepReader::rule);
        return rules == null
                ? Retention.NONE
                : new Retention(rules.stream().flatMap(Optional::stream).toList());
    }

    /** Empty where a problem was found. */
    private static Optional<Retention.Rule> rule(RuleReader.Rule rule) {
        List<RepositoryPattern> repositories = rule.values(REPOSITORIES, RepositoryPattern::new);
        List<TagPattern> tags = rule.values(TAGS, TagPattern::new);
        RuleReader.Rule keep = rule.section(KEEP, List.of(NEWEST, PUSHED_WITHIN, TAGS));
        int newest = keep.single(NEWEST, UpkeepReader::newest).orElse(0);
        Optional<Duration> within = keep.single(PUSHED_WITHIN, UpkeepReader::within);
        List<TagPattern> always = keep.anyValues(TAGS, TagPattern::new);
        List<Retention.Keep> kept = new ArrayList<>();
        rule.tried(KEEP, () -> kept.add(new Retention.Keep(newest, within.orElse(null), always)));
        return kept.stream().findFirst().map(keeps -> new Retention.Rule(repositories, tags, keeps));
    }

    private static int newest(String text) {
        if (!COUNT.matcher(text).matches() || Integer.parseInt(text) > Retention.Keep.MOST_NEWEST) {
            throw new IllegalArgumentException("must be a number from 1 to " + Retention.Keep.MOST_NEWEST);
        }
        return Integer.parseInt(text);
    }

    private static Duration within(String text) {
        Duration within = GoDuration.parse(text);
        if (within.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("must be at least 1m");
        }
        return within;
    }

    ReadSettings reads() {
        Duration timeToLive = settings.value(Key.CACHE_TAGS_TTL, TIME_TO_LIVE, UpkeepReader::timeToLive);
        Path directory = settings.value(Key.CACHE_BLOBS_DIRECTORY, Settings::path);
        long bytes = settings.value(Key.CACHE_BLOBS_SIZE, BLOB_BYTES, written -> ByteSize.parse(written.text()));
        if (directory == null && settings.isSet(Key.CACHE_BLOBS_SIZE)) {
            settings.warning(Key.CACHE_BLOBS_SIZE, "has no effect without cache.blobs.directory");
        }
        return new ReadSettings(timeToLive, directory == null ? null : new ReadSettings.Folder(directory, bytes));
    }

    private static Duration interval(Node.Scalar written) {
        Duration interval = GoDuration.parse(written.text());
        if (interval.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("must be at least 1m");
        }
        return interval;
    }

    private static Duration grace(Node.Scalar written) {
        Duration grace = GoDuration.parse(written.text());
        if (grace.compareTo(SHORTEST_GRACE) < 0) {
            throw new IllegalArgumentException("must be at least 5m: a push lasts from its first blob to its manifest");
        }
        return grace;
    }

    private static int rate(Node.Scalar written) {
        try {
            int rate = Integer.parseInt(written.text());
            if (rate > 0) {
                return rate;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a number of reads a second", e);
        }
        throw new IllegalArgumentException("must be a number of reads a second");
    }

    private static Duration timeToLive(Node.Scalar written) {
        Duration time = GoDuration.parse(written.text());
        if (time.compareTo(LONGEST_TIME_TO_LIVE) > 0) {
            throw new IllegalArgumentException("must be at most 10m: until then other replicas serve what was deleted");
        }
        return time;
    }
}
