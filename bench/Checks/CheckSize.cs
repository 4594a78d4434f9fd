namespace Pmo.Bench.Checks;

/// <summary>How large a check is measured.</summary>
/// <param name="Rows">Persons on the client's list; half of them are in the dataset.</param>
/// <param name="Records">Rows of the dataset.</param>
/// <param name="PsiScale">psi.js gets the first 1/PsiScale of the records, and its set-up time is multiplied by this.</param>
/// <param name="Rounds">How often both sides are timed, in turn.</param>
internal sealed record CheckSize(int Rows, int Records, int PsiScale, int Rounds)
{
    public static CheckSize Full { get; } = new(10_000, 1_000_000, 10, 3);

    public static CheckSize Quick { get; } = new(1_000, 20_000, 2, 2);

    /// <summary>Persons of the list who are in the dataset; all of them in the part that psi.js gets.</summary>
    public int Matches => Rows / 2;
}
