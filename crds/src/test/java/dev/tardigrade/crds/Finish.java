package dev.tardigrade.crds;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import java.util.Comparator;
import java.util.List;

/** What the generator has no annotation for: list maps, the order of columns, and words about the resource as a whole. */
final class Finish {

    private static final List<String> COLUMNS =
            List.of("Ready", "URL", "Storage", "Replicas", "Age", "Bucket", "Version", "Reason");

    private Finish() {}

    static CustomResourceDefinition finish(CustomResourceDefinition crd) {
        crd.getSpec().getVersions().forEach(Finish::finish);
        return ListMaps.declare(crd);
    }

    private static void finish(CustomResourceDefinitionVersion version) {
        var columns = version.getAdditionalPrinterColumns();
        if (!columns.stream()
                .map(CustomResourceColumnDefinition::getName)
                .sorted()
                .toList()
                .equals(COLUMNS.stream().sorted().toList())) {
            throw new IllegalStateException("the columns of the annotations are not these: " + COLUMNS);
        }
        columns.sort(Comparator.comparingInt(column -> COLUMNS.indexOf(column.getName())));
        var schema = version.getSchema().getOpenAPIV3Schema();
        schema.setDescription("A container registry whose images live on Storj, in an S3 bucket or on a volume.");
        schema.setRequired(List.of("spec"));
        Schemas.at(schema, "spec").setDescription("What you want.");
        KubernetesTypes.describe(Schemas.at(schema, "spec"));
        Numbers.bound(Schemas.at(schema, "spec"));
        Schemas.at(schema, "status").setDescription("What the operator found. It is made anew each time.");
    }
}
