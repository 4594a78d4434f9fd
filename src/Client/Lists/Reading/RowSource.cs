using Pmo.Client.Messages;

namespace Pmo.Client.Lists.Reading;

/// <summary>The physical rows of one list, blank ones too, in order. Holds one row at a time.</summary>
internal abstract class RowSource : IDisposable
{
    /// <summary>The current row's cells; trailing ones may be missing.</summary>
    public List<ListCell> Cells { get; } = [];

    /// <summary>The file's own 1-based line, or sheet row, at which the current row starts.</summary>
    public int Line { get; protected set; }

    /// <summary>Why reading stopped before the end.</summary>
    public Message? Problem { get; protected set; }

    /// <summary>Goes to the next row; false at the end or at a problem.</summary>
    public abstract bool Read();

    public abstract void Dispose();
}
