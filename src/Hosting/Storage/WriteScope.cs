namespace Pmo.Hosting.Storage;

/// <summary>What is undone of a batch when one of its writers fails.</summary>
internal enum WriteScope
{
    /// <summary>That writer's work: it is behind a savepoint.</summary>
    Savepoint,

    /// <summary>All of the transaction, which is that writer's alone.</summary>
    Transaction,

    /// <summary>All of the batch: a savepoint would take longer than the work.</summary>
    Batch,
}
