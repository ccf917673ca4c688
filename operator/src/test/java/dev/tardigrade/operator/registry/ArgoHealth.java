package dev.tardigrade.operator.registry;

import dev.tardigrade.api.v1alpha1.Registry;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** The script that Argo CD runs, run. */
final class ArgoHealth {

    private static final Path SCRIPT = Path.of("../manifests/gitops/argocd/health.lua");

    private ArgoHealth() {}

    /** What Argo CD shows. */
    static String of(Registry registry) throws IOException {
        var globals = JsePlatform.standardGlobals();
        globals.set("obj", lua(Serialization.unmarshal(Serialization.asJson(registry), Map.class)));
        return globals.load(Files.readString(SCRIPT)).call().get("status").tojstring();
    }

    private static LuaValue lua(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var table = new LuaTable();
                map.forEach((key, entry) -> table.set(key.toString(), lua(entry)));
                yield table;
            }
            case List<?> list -> {
                var table = new LuaTable();
                for (var i = 0; i < list.size(); i++) {
                    table.set(i + 1, lua(list.get(i)));
                }
                yield table;
            }
            case Number number -> LuaValue.valueOf(number.doubleValue());
            case Boolean bool -> LuaValue.valueOf(bool);
            case null -> LuaValue.NIL;
            default -> LuaValue.valueOf(value.toString());
        };
    }
}
