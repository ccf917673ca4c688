package dev.tardigrade.operator.vocabulary;

import java.util.List;

/** Addresses beside those of the link at which clouds tell a machine its secrets. The servers' own list is compared with these by a test. */
public final class MetadataAddresses {

    /** Alibaba Cloud and Azure. */
    public static final List<String> IPV4 = List.of("100.100.100.200", "168.63.129.16");

    /** AWS. */
    public static final List<String> IPV6 = List.of("fd00:ec2::254");

    private MetadataAddresses() {}
}
