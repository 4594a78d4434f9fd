using Pmo.Client.Lists;
using Pmo.Client.Messages;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Niks;

/// <summary>Which columns of a list say who a person is.</summary>
/// <param name="Nik">0-based column of the NIK; of the family card number in a list of kind <c>kk</c>.</param>
/// <param name="Kk">0-based column of the family card number, or -1.</param>
/// <param name="BirthDate">0-based column of the date of birth, or -1.</param>
/// <param name="NumbersAreWhole">
/// NIKs kept as numbers have all 16 digits (a program wrote the workbook, not Excel); found out by <see cref="NikSurvey"/>.
/// </param>
/// <param name="Kind">What the first column's numbers are.</param>
public readonly record struct NikColumns(int Nik, int Kk, int BirthDate, bool NumbersAreWhole = false, IdentityKind Kind = default)
{
    /// <summary>Finds them by name (<c>--column</c>) or by the names such columns are known to have.</summary>
    /// <param name="headers">The list's header.</param>
    /// <param name="nikName">The NIK column's name, or null.</param>
    /// <param name="columns">The columns, when true is returned.</param>
    /// <param name="problem">Else <c>column_not_found</c> or <c>column_ambiguous</c>, for the NIK column.</param>
    public static bool TryFind(IReadOnlyList<string> headers, string? nikName, out NikColumns columns, out Message problem)
    {
        var found = ColumnChoice.TryChoose("nik", nikName, headers, out var nik, out problem);
        columns = new NikColumns(nik, Only("kk", headers, nik), Only("birthDate", headers, nik));
        return found;
    }

    /// <summary>The same for a list of family cards.</summary>
    public static bool TryFindCards(IReadOnlyList<string> headers, string? kkName, out NikColumns columns, out Message problem)
    {
        var found = ColumnChoice.TryChoose("kk", kkName, headers, out var kk, out problem);
        columns = new NikColumns(kk, Kk: -1, BirthDate: -1, Kind: IdentityKind.Kk);
        return found;
    }

    /// <summary>Those that <see cref="NikJudge"/> looks at; -1 for one that is not there.</summary>
    public IReadOnlyList<int> All => [Nik, Kk, BirthDate];

    /// <summary>A column only for warnings: where several could be meant, none is taken.</summary>
    private static int Only(string field, IReadOnlyList<string> headers, int nik) =>
        ColumnMap.Find(field, headers) is [var column] && column != nik ? column : -1;
}
