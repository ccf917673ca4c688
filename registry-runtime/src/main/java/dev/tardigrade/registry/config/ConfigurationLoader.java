package dev.tardigrade.registry.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.config.settings.AuthSettings;
import dev.tardigrade.registry.config.settings.ClusterSettings;
import dev.tardigrade.registry.config.settings.Configuration;
import dev.tardigrade.registry.config.settings.GcSettings;
import dev.tardigrade.registry.config.settings.HttpSettings;
import dev.tardigrade.registry.config.settings.LogSettings;
import dev.tardigrade.registry.config.settings.ManifestSettings;
import dev.tardigrade.registry.config.settings.NotificationSettings;
import dev.tardigrade.registry.config.settings.ReadSettings;
import dev.tardigrade.registry.config.settings.StorageSettings;
import dev.tardigrade.registry.config.settings.UpstreamSettings;
import dev.tardigrade.registry.config.source.Findings;
import dev.tardigrade.registry.config.source.KeyPath;
import dev.tardigrade.registry.config.source.Node;
import dev.tardigrade.registry.config.source.Origin;
import dev.tardigrade.registry.config.source.YamlDocument;
import dev.tardigrade.registry.config.vocabulary.EnvironmentOverrides;
import dev.tardigrade.registry.config.vocabulary.Key;
import dev.tardigrade.registry.config.vocabulary.VocabularyCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a configuration in the format of {@code registry:2} (2.8 and 3): a YAML file, over which variables {@code REGISTRY_…} are laid.
 * Every input gives a configuration or all of its problems; nothing is started, and only files with secrets are opened.
 */
public final class ConfigurationLoader {

    private static final String VERSION = "0.1";

    private ConfigurationLoader() {}

    /** Reads a file and an environment such as {@link System#getenv()}. */
    public static LoadResult load(Path file, Map<String, String> environment) {
        var findings = new Findings();
        // A character has at most four bytes, so this is too long for certain.
        int limit = 4 * YamlDocument.MAX_CHARACTERS;
        try (InputStream in = Files.newInputStream(file)) {
            ByteBuffer bytes = ByteBuffer.wrap(in.readNBytes(limit + 1));
            return parse(UTF_8.newDecoder().decode(bytes).toString(), environment);
        } catch (CharacterCodingException _) {
            findings.problem(new Origin.Nowhere(), KeyPath.ROOT, "is not UTF-8 text");
        } catch (NoSuchFileException _) {
            findings.problem(new Origin.Nowhere(), KeyPath.ROOT, "there is no such file");
        } catch (IOException _) {
            findings.problem(
                    new Origin.Nowhere(), KeyPath.ROOT, "cannot be read: it must be a file that this user may read");
        }
        return new LoadResult.Rejected(findings.problems());
    }

    /** Reads the text of a file, and an environment. */
    public static LoadResult parse(String text, Map<String, String> environment) {
        var findings = new Findings();
        Node file = YamlDocument.parse(text, Origin.Line::new, findings);
        if (file instanceof Node.Nothing && !findings.problems().isEmpty()) {
            return new LoadResult.Rejected(findings.problems());
        }
        Node root = new EnvironmentOverrides(findings).apply(file, environment);
        new VocabularyCheck(findings).check(root);
        return read(new Settings(root, findings), findings);
    }

    private static LoadResult read(Settings settings, Findings findings) {
        settings.required(Key.VERSION, ConfigurationLoader::version);
        LogSettings log = new LogReader(settings).read();
        StorageSettings storage = new StorageReader(settings).read();
        HttpSettings http = new HttpReader(settings).read();
        AuthSettings auth = new AuthReader(settings, http.secret()).read();
        var manifests = new ManifestSettings(
                settings.value(Key.VALIDATION_MANIFESTS_IMAGES_LAYERS, false, ConfigurationLoader::sparse),
                settings.value(Key.VALIDATION_MANIFESTS_INDEXES_PLATFORMS, false, ConfigurationLoader::sparse),
                new PolicyReader(settings).immutableTags());
        ClusterSettings cluster = new ClusterReader(settings).read();
        UpkeepReader upkeep = new UpkeepReader(settings);
        ReadSettings reads = upkeep.reads();
        GcSettings gc = upkeep.gc();
        NotificationSettings notifications = new NotificationReader(settings).read(http);
        List<UpstreamSettings> upstreams = new UpstreamReader(settings).read();
        if (storage == null || auth == null || !findings.problems().isEmpty()) {
            return new LoadResult.Rejected(findings.problems());
        }
        return new LoadResult.Loaded(
                new Configuration(log, storage, http, auth, manifests, cluster, reads, gc, notifications, upstreams),
                findings.warnings());
    }

    private static Node.Scalar version(Node.Scalar written) {
        if (!written.text().equals(VERSION)) {
            throw new IllegalArgumentException("must be " + VERSION);
        }
        return written;
    }

    private static boolean sparse(Node.Scalar written) {
        return switch (written.text().toLowerCase(Locale.ROOT)) {
            case "all" -> false;
            case "none" -> true;
            default -> throw new IllegalArgumentException("must be all or none");
        };
    }
}
