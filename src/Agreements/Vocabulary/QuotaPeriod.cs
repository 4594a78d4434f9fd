namespace Pmo.Agreements;

/// <summary>The calendar period, in WIB, after which a quota starts anew.</summary>
public enum QuotaPeriod
{
    /// <summary>From midnight.</summary>
    Day,

    /// <summary>From Monday.</summary>
    Week,

    /// <summary>From the 1st.</summary>
    Month,

    /// <summary>From 1 January.</summary>
    Year,
}
