namespace Pmo.Hosting.Storage.Postgres;

/// <summary>Whether a standby may answer, and if not, why.</summary>
internal enum StandbyState
{
    /// <summary>It has replayed all that anyone was told of.</summary>
    Ready,

    /// <summary>It has not, and did not within the patience of a read.</summary>
    Behind,

    /// <summary>It cannot be reached, or failed within a read.</summary>
    Away,

    /// <summary>It is no standby, or one of another primary, of an abandoned timeline, or of another database or schema.</summary>
    Unfit,

    /// <summary>Tables of the database lie on other servers: what is read there is not of the state that the standby shows.</summary>
    Divided,
}
