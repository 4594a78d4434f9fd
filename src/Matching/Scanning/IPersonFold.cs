namespace Pmo.Matching.Scanning;

/// <summary>Takes the records of a scan person by person. Called by one thread.</summary>
internal interface IPersonFold
{
    /// <summary>One more record of the person.</summary>
    void Add(in ScannedRecord record);

    /// <summary>The person has no more records.</summary>
    void EndPerson();
}
