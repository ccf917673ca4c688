package dev.tardigrade.e2e.beds;

/** The name that a bed's folder, network and cgroup are made from. */
record BedName(String value) {

    BedName {
        if (!value.matches("[a-z][a-z0-9-]{0,15}")) {
            throw new IllegalArgumentException("the name of a bed is 1 to 16 of a-z, 0-9 and -, got " + value);
        }
    }

    /** Differs from the names in every other process, so that runs may stand beside each other. */
    static BedName ofThisProcess(BedKind kind) {
        return new BedName(kind.word() + "-" + ProcessHandle.current().pid());
    }
}
