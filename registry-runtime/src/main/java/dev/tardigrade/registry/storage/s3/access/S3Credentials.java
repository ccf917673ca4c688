package dev.tardigrade.registry.storage.s3.access;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What requests are signed with. Never prints. */
public final class S3Credentials {

    private final AwsCredentialsProvider provider;

    private S3Credentials(AwsCredentialsProvider provider) {
        this.provider = provider;
    }

    public static S3Credentials of(String accessKey, String secretKey) {
        return new S3Credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)));
    }

    /** What the environment gives in the ways of AWS: variables, files, the machine's role. */
    public static S3Credentials ofEnvironment() {
        return new S3Credentials(DefaultCredentialsProvider.builder().build());
    }

    /** As the SDK wants them. */
    public AwsCredentialsProvider provider() {
        return provider;
    }

    @Override
    public String toString() {
        return "S3Credentials";
    }
}
