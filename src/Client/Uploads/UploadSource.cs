using Pmo.Client.Messages;
using Pmo.Protocol.Parts;

namespace Pmo.Client.Uploads;

/// <summary>Where an upload's rows come from: they are asked for in parts, once, so that they need not all be in memory. One thread's at a time.</summary>
internal abstract class UploadSource
{
    /// <summary>Rows, known before the first is asked for.</summary>
    public abstract int Count { get; }

    /// <summary>Whether any of them has a family card.</summary>
    public abstract bool HasCards { get; }

    /// <summary>Why the rows that came are not those that were counted; null when they are. Known once the parts ended.</summary>
    public Message? Problem { get; protected set; }

    /// <summary>The rows in order, as many in each part as <see cref="PartPlan"/> says. Ends early at a problem.</summary>
    public abstract IEnumerable<UploadItem[]> Parts(CancellationToken cancel);
}
