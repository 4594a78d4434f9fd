namespace Pmo.Architecture.Tests.Mirrors;

/// <summary>Test files without one file of src that they are about, and why.</summary>
internal static class MirrorExemptions
{
    /// <summary>Whole folders.</summary>
    public static IReadOnlyDictionary<string, string> Folders { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["tests/Architecture"] = "about the repository",
        ["tests/EndToEnd"] = "about everything at once",
        ["tests/Gateway.Postgres"] = "the services while their database server goes and comes back",
        ["tests/Matching.Postgres"] = "what only a server has: partitions, shards, connections that are lost",
        ["tests/Testing"] = "what tests share",
        ["tests/Matching/Faults"] = "each write of the whole service, killed in the middle and without room",
        ["tests/Gateway/Fapi"] = "the conformance suite's cases, at Identity and Gateway together",
        ["tests/Gateway/Openid"] = "a certified client and a browser against the running services",
        ["tests/Gateway/Leaks"] = "searches wires and files after a whole story",
        ["tests/Gateway/Subjects"] = "an officer for data protection against the real services, by hand and with pmo",
        ["tests/Oprf/Libsodium"] = "compares the whole library with another implementation",
        ["tests/Oprf/Noble"] = "exchanges batches with another implementation",
        ["tests/Oprf/Vectors"] = "the RFC's own examples, over the whole library",
    };

    /// <summary>Single files.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["tests/Agreements/Cases/RepositoryPoliciesTests.cs"] = "about policies/, by the cases that stand beside them",
        ["tests/Agreements/Deciding/DeciderPropertyTests.cs"] = "Decider again, by FsCheck over made-up agreements",
        ["tests/Agreements/Loading/PolicyLoaderFuzzTests.cs"] = "PolicyLoader again, over damaged files",
        ["tests/Bench/Checks/ProvinceTests.cs"] = "AppHost's invented people, whom the benchmarks share",
        ["tests/AuditLog/Checkpoints/KillTests.cs"] = "a whole log in a process that is killed",
        ["tests/Client/Lists/CsvListTests.cs"] = "ListFile on one of its two formats",
        ["tests/Client/Lists/XlsxListTests.cs"] = "ListFile on the other",
        ["tests/Hosting/Dpop/DpopReplayTests.cs"] = "DpopValidator and ReplayStore together",
        ["tests/Gateway/AuditReading/PmoAuditTests.cs"] = "pmo audit against the real log",
        ["tests/Gateway/Forwarding/ForwardingTests.cs"] = "what passes between the Gateway and a service, over all of Forwarding",
        ["tests/Gateway/Tokens/SdkTests.cs"] = "the client's nonces and clock against the real services",
        ["tests/Identity/Tokens/NonceLifeTests.cs"] = "DpopNonces over time, at the token endpoint",
        ["tests/Gateway/Tokens/KeyRotationTests.cs"] = "two Identities and two Gateways at once, while keys rotate",
        ["tests/Gateway/Idempotency/IdempotencyTests.cs"] = "retries, over all of Idempotency",
        ["tests/Gateway/Sessions/CheckTests.cs"] = "whole checks by hand",
        ["tests/Oprf/Batch/DecodingTests.cs"] = "bad encodings, over every path of Batch",
        ["tests/Oprf/Batch/LawsTests.cs"] = "the group's laws, over every path of Batch",
        ["tests/Identity/LogTests.cs"] = "what the whole service leaves in its logs",
        ["tests/Matching/AttackTests.cs"] = "attacks on the whole service, by name",
        ["tests/Matching/RestartTests.cs"] = "the whole service, stopped and started again",
        ["tests/Matching/Checks/CheckOracleTests.cs"] = "checks against an independent oracle",
        ["tests/Matching/Questions/QuestionOracleTests.cs"] = "questions against an independent oracle",
        ["tests/Matching/Questions/QuestionAttackTests.cs"] = "attacks on counts, by name",
        ["tests/Matching/Checks/CheckRunOracleTests.cs"] = "what a check tells against an independent oracle, below the tokens",
        ["tests/Matching/Duplicates/DuplicateOracleTests.cs"] = "duplicates against an independent oracle",
        ["tests/Matching/Subjects/SubjectOracleTests.cs"] = "subject requests against an independent oracle",
        ["tests/Matching/Questions/MovementAttackTests.cs"] = "an attacker who adds and subtracts over two snapshots",
        ["tests/Matching/Questions/WholeAnswerAttackTests.cs"] = "an attacker who adds and subtracts over whole answers",
        ["tests/Hosting/Dpop/Rfc9449Tests.cs"] = "DpopValidator on the RFC's own proofs",
    };
}
