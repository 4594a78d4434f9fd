using Pmo.Client.Http;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Uploads;

/// <summary>Where rows go, and under which agreement.</summary>
/// <param name="Grant">Agreement and purpose.</param>
/// <param name="Dataset">The dataset's id.</param>
/// <param name="Request">Mode, day, and counts of the rows that are not sent; its <c>Rows</c> is set by the runner.</param>
/// <param name="WithCards">Whether rows' family cards are sent too; the agreement has to permit it.</param>
public sealed record UploadOrder(Grant Grant, string Dataset, UploadRequest Request, bool WithCards = true);

/// <summary>A row to upload. Does not print itself.</summary>
/// <param name="Nik">Whose row it is; only its token is sent.</param>
/// <param name="Row">The fields; its tokens are set by the runner.</param>
/// <param name="Kk">Its family card, if it has one; only its token is sent.</param>
public sealed record UploadItem(Nik Nik, UploadRow Row, Kk? Kk = null)
{
    /// <summary>The type's name.</summary>
    public override string ToString() => nameof(UploadItem);
}
