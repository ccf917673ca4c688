package dev.tardigrade.registry.config;

import dev.tardigrade.registry.config.settings.GoDuration;
import dev.tardigrade.registry.config.settings.HttpSettings;
import dev.tardigrade.registry.config.settings.HttpSettings.Debug;
import dev.tardigrade.registry.config.settings.HttpSettings.Header;
import dev.tardigrade.registry.config.settings.HttpSettings.MetricsPath;
import dev.tardigrade.registry.config.settings.ListenAddress;
import dev.tardigrade.registry.config.source.KeyPath;
import dev.tardigrade.registry.config.source.Node;
import dev.tardigrade.registry.config.vocabulary.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code http}. */
final class HttpReader {

    /** Below the 30 s that Kubernetes waits after SIGTERM. */
    private static final Duration DRAIN = Duration.ofSeconds(25);

    private static final Pattern SOME = Pattern.compile("[1-9][0-9]{0,4}");

    private final Settings settings;

    HttpReader(Settings settings) {
        this.settings = settings;
    }

    HttpSettings read() {
        settings.value(Key.HTTP_NET, HttpReader::tcp);
        return new HttpSettings(
                settings.value(Key.HTTP_ADDR, new ListenAddress("", 5000), HttpReader::address),
                settings.value(Key.HTTP_HOST, Settings::httpAddress),
                settings.secret(Key.HTTP_SECRET, Key.HTTP_SECRETFILE),
                settings.value(Key.HTTP_DRAINTIMEOUT, DRAIN, written -> GoDuration.parse(written.text())),
                new TlsReader(settings).read(),
                new HttpSettings.Limits(limit(Key.HTTP_LIMITS_READS), limit(Key.HTTP_LIMITS_WRITES)),
                headers(),
                debug());
    }

    private OptionalInt limit(Key key) {
        return settings.value(key, OptionalInt.empty(), HttpReader::some);
    }

    private static OptionalInt some(Node.Scalar written) {
        if (!SOME.matcher(written.text()).matches()) {
            throw new IllegalArgumentException("must be a number of requests from 1 to 99999");
        }
        return OptionalInt.of(Integer.parseInt(written.text()));
    }

    private static Node.Scalar tcp(Node.Scalar written) {
        if (!written.text().equals("tcp")) {
            throw new IllegalArgumentException("must be tcp: a Unix socket needs a proxy in front");
        }
        return written;
    }

    private static ListenAddress address(Node.Scalar written) {
        return ListenAddress.parse(written.text());
    }

    private @Nullable Debug debug() {
        ListenAddress address = settings.value(Key.HTTP_DEBUG_ADDR, HttpReader::address);
        boolean metrics = settings.flag(Key.HTTP_DEBUG_PROMETHEUS_ENABLED, false);
        MetricsPath path = settings.value(
                Key.HTTP_DEBUG_PROMETHEUS_PATH,
                new MetricsPath("/metrics"),
                written -> new MetricsPath(written.text()));
        if (metrics && !settings.isSet(Key.HTTP_DEBUG_ADDR)) {
            settings.warning(Key.HTTP_DEBUG_PROMETHEUS_ENABLED, "has no effect without http.debug.addr");
        }
        return address == null ? null : new Debug(address, metrics ? path : null);
    }

    private List<Header> headers() {
        KeyPath path = Key.HTTP_HEADERS.path();
        List<Header> headers = new ArrayList<>();
        settings.entries(path).forEach((name, node) -> {
            for (Node value : node instanceof Node.Sequence sequence ? sequence.items() : List.of(node)) {
                header(path.child(name), value, headers);
            }
        });
        return headers;
    }

    private void header(KeyPath path, Node value, List<Header> headers) {
        try {
            switch (value) {
                case Node.Scalar scalar -> headers.add(new Header(path.last(), scalar.text()));
                case Node.Nothing _ -> headers.add(new Header(path.last(), ""));
                case Node.Mapping _, Node.Sequence _ -> settings.problem(path, "must be a list of values");
            }
        } catch (IllegalArgumentException e) {
            settings.problem(path, Settings.reason(e));
        }
    }
}
