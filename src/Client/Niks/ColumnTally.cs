using Pmo.Client.Lists;
using Pmo.Client.Messages;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Niks;

/// <summary>Counts over a whole column of NIKs or family cards what no single row can show.</summary>
internal sealed class ColumnTally(IdentityKind kind)
{
    /// <summary>From here on a share means something (domain rule for both column warnings).</summary>
    private const int Telling = 20;

    /// <summary>All of at least five texts ending in 0 is one chance in 100,000.</summary>
    private const int TellingWhenAll = 5;

    private int _values;
    private int _numbers;
    private int _numbersZero;
    private int _texts;
    private int _textsZero;
    private int _valid;
    private int _women;

    /// <summary>
    /// Most numbers have a 16th digit, which Excel never leaves: a program wrote them from text, and they are what they seem.
    /// </summary>
    public bool NumbersAreWhole => (_numbers - _numbersZero) * 2 > _numbers;

    /// <summary>
    /// Why nothing of this list may be sent. For certain when cells are numbers or powers of ten: 90 % of them end in 0, and they are
    /// 20 or the whole column. Also for text, as in a CSV file saved by Excel: 90 % of at least 20, or all of at least 5. Fewer
    /// numbers than that make only their own rows invalid.
    /// </summary>
    public Message? Stop
    {
        get
        {
            if (_numbers > 0 && MostlyZero(_numbersZero, _numbers) && (_numbers >= Telling || _numbers == _values))
            {
                return ExcelCutColumn(_numbersZero, _numbers);
            }

            var texts = _texts >= Telling ? MostlyZero(_textsZero, _texts) : _texts >= TellingWhenAll && _textsZero == _texts;
            return texts ? ExcelCutColumn(_textsZero, _texts) : null;
        }
    }

    public IEnumerable<Message> Warnings =>
        kind == IdentityKind.Nik && _valid >= Telling && _women == 0 ? [NikMessages.KkInNikColumn(_valid)] : [];

    public void Add(ListCell cell, NikVerdict verdict)
    {
        if (verdict.Status == NikStatus.NoNik)
        {
            return;
        }

        _values++;
        if (verdict.Status == NikStatus.Valid)
        {
            _valid++;
            _women += verdict.Nik.WrittenDay > 40 ? 1 : 0;
        }

        if (ExcelCut.IsPower(cell.Text))
        {
            _numbers++;
            _numbersZero++;
        }
        else if (verdict.Status == NikStatus.Valid || ExcelCut.IsLongText(cell.Text))
        {
            var zero = LastDigitIsZero(cell, verdict) ? 1 : 0;
            _ = cell.IsNumber ? _numbers++ : _texts++;
            _numbersZero += cell.IsNumber ? zero : 0;
            _textsZero += cell.IsNumber ? 0 : zero;
        }
    }

    private Message ExcelCutColumn(int zeros, int all) =>
        kind == IdentityKind.Kk ? KkMessages.ExcelCut(zeros, all) : NikMessages.ExcelCut(zeros, all);

    /// <summary>A valid NIK may be written with separators, also after its last digit.</summary>
    private static bool LastDigitIsZero(ListCell cell, NikVerdict verdict)
    {
        if (verdict.Status != NikStatus.Valid)
        {
            return ExcelCut.EndsInZero(cell.Text);
        }

        Span<byte> digits = stackalloc byte[16];
        verdict.Nik.CopyTo(digits);
        return digits[^1] == (byte)'0';
    }

    private static bool MostlyZero(int zeros, int all) => zeros * 10L >= all * 9L;
}
