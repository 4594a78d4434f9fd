namespace Pmo.Protocol.Api;

/// <summary><c>POST /v1/subjects/access</c>: what is held about one person (UU 27/2022 art. 32), for a case of the data-protection officer.</summary>
/// <param name="Case">The case number, see <see cref="SubjectCase"/>.</param>
/// <param name="Kind">By which number: <c>nik</c>, the person; <c>kk</c>, a family card.</param>
public sealed record SubjectAccessRequest(string Case, string Kind = "nik");

/// <summary><c>POST /v1/subjects/erase</c>: the person's rows in the caller's own datasets (UU 27/2022 art. 41, 43).</summary>
/// <param name="Case">The case number, see <see cref="SubjectCase"/>.</param>
/// <param name="Mode"><c>erase</c>: destroyed; <c>restrict</c>: kept, and counted for nothing. Either way the same person uploaded again is restricted.</param>
/// <param name="Kind">By which number the person is named; <c>nik</c>.</param>
public sealed record SubjectEraseRequest(string Case, string Mode, string Kind = "nik");

/// <summary><c>POST /v1/subjects/lift</c>: the person's restriction in the caller's own datasets ends; their rows count again, those of later uploads too.</summary>
/// <param name="Case">The case number, see <see cref="SubjectCase"/>.</param>
/// <param name="Kind">By which number the person is named; <c>nik</c>.</param>
public sealed record SubjectLiftRequest(string Case, string Kind = "nik");

/// <summary>201: the session, for one person: evaluate, one part, commit, before <c>ExpiresAt</c> (UTC).</summary>
public sealed record SubjectOpened(string SubjectId, DateTimeOffset ExpiresAt);

/// <summary>The answer to commit.</summary>
/// <param name="SubjectId">The session.</param>
/// <param name="Receipt">The commit's audit entry.</param>
/// <param name="Case">The case number.</param>
/// <param name="Mode"><c>access</c>, <c>erase</c>, <c>restrict</c> or <c>lift</c>.</param>
/// <param name="Covered">The datasets that were looked in.</param>
/// <param name="Datasets">Those that hold the person; after an erasure, those that held them; of a lifting, those in which they were restricted.</param>
/// <param name="Inquiries">Who asked about the person, or the card, the oldest first; of an access only.</param>
/// <param name="Kind">By which number was asked: <c>nik</c> or <c>kk</c>.</param>
public sealed record SubjectAnswer(
    string SubjectId,
    string Receipt,
    string Case,
    string Mode,
    IReadOnlyList<CoveredDataset> Covered,
    IReadOnlyList<SubjectDataset> Datasets,
    IReadOnlyList<SubjectInquiry> Inquiries,
    string Kind = "nik");

/// <summary>A dataset that holds the person.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">Whose.</param>
/// <param name="Title">For people.</param>
/// <param name="Basis">Legal basis of the processing.</param>
/// <param name="RetainUntil">Day after which it is destroyed.</param>
/// <param name="Rows">How many rows of the person: held, or destroyed, restricted or counting again by this request.</param>
/// <param name="Records">What is stored; of an access only, the first 1000.</param>
/// <param name="AsOf">The day of the data.</param>
public sealed record SubjectDataset(
    string Id, string Owner, string Title, string Basis, DateOnly RetainUntil, int Rows, IReadOnlyList<SubjectRecord> Records, DateOnly? AsOf = null);

/// <summary>One stored row.</summary>
/// <param name="Status"><c>claimed</c> or <c>delivered</c>.</param>
/// <param name="AidType">A code of the aid types.</param>
/// <param name="Period"><c>YYYY</c> or <c>YYYY-MM</c>.</param>
/// <param name="Amount">Whole rupiah.</param>
/// <param name="Region">Kemendagri code.</param>
/// <param name="Restricted">Present, and true, when it is kept and counts for nothing.</param>
/// <param name="Former">Present, and true, when a later upload replaced it and it is kept for earlier answers only.</param>
public sealed record SubjectRecord(
    string Status, string? AidType = null, string? Period = null, long? Amount = null, string? Region = null, bool? Restricted = null, bool? Former = null);

/// <summary>Somebody asked about the person.</summary>
/// <param name="Day">When, in WIB.</param>
/// <param name="Organisation">Who.</param>
/// <param name="Agreement">Under which agreement.</param>
/// <param name="Purpose">For what.</param>
/// <param name="Operation"><c>check</c> or <c>duplicates</c>.</param>
/// <param name="Datasets">Where they looked, as far as this request covers it.</param>
/// <param name="Matched">Whether they found the person; absent when they looked in other datasets too.</param>
public sealed record SubjectInquiry(
    DateOnly Day, string Organisation, string Agreement, string Purpose, string Operation, IReadOnlyList<string> Datasets, bool? Matched = null);
