package dev.tardigrade.crds;

import dev.tardigrade.api.v1alpha1.Registry;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The CRDs as YAML, generated from the records of the API. */
final class Crds {

    private Crds() {}

    static String registry() {
        var output = new InMemory();
        var generated = new CRDGenerator()
                .withParallelGenerationEnabled(false)
                .withMinQuotes(false)
                .withPostProcessor(new LastSteps())
                .customResourceClasses(Registry.class)
                .withOutput(output)
                .generate();
        if (generated != 1) {
            throw new IllegalStateException("expected one CRD, but there are " + generated);
        }
        return output.bytes.toString(StandardCharsets.UTF_8);
    }

    private static final class LastSteps implements CRDPostProcessor {

        @Override
        public HasMetadata process(HasMetadata crd, String version) {
            return Finish.finish((CustomResourceDefinition) crd);
        }
    }

    private static final class InMemory implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public ByteArrayOutputStream outputFor(String crdName) {
            return bytes;
        }

        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }
}
