namespace Pmo.Agreements;

/// <summary>What is wrong with a policy file. Wire names are lower_snake.</summary>
public enum PolicyErrorCode
{
    /// <summary>The directory is not there.</summary>
    DirectoryMissing,

    /// <summary>The file could not be read from disk.</summary>
    FileUnreadable,

    /// <summary>More files than <see cref="PolicyLoader.MaxFiles"/>.</summary>
    TooManyFiles,

    /// <summary>More bytes than <see cref="PolicyLoader.MaxFileBytes"/>.</summary>
    FileTooLarge,

    /// <summary>Bytes that are no UTF-8.</summary>
    NotUtf8,

    /// <summary>A tab.</summary>
    TabRefused,

    /// <summary>A control character, or one that reverses the direction of writing and so could show a reviewer another text.</summary>
    CharacterRefused,

    /// <summary>Not YAML.</summary>
    YamlSyntax,

    /// <summary>More than one document in the file.</summary>
    MultipleDocuments,

    /// <summary>An anchor or alias.</summary>
    AliasRefused,

    /// <summary>A tag.</summary>
    TagRefused,

    /// <summary>Nested deeper than any agreement is.</summary>
    NestingTooDeep,

    /// <summary>A key written twice.</summary>
    DuplicateKey,

    /// <summary>A text where a list is expected, and the like.</summary>
    WrongShape,

    /// <summary>A field that the vocabulary does not have.</summary>
    UnknownField,

    /// <summary>A field that must be there is not.</summary>
    MissingField,

    /// <summary>A field without a value, or an empty list.</summary>
    EmptyValue,

    /// <summary>The same value twice in one list.</summary>
    DuplicateValue,

    /// <summary>A purpose that the vocabulary does not have.</summary>
    UnknownPurpose,

    /// <summary>An operation that the vocabulary does not have.</summary>
    UnknownOperation,

    /// <summary>A disclosure that the vocabulary does not have.</summary>
    UnknownDisclosure,

    /// <summary>A kind that the vocabulary does not have.</summary>
    UnknownKind,

    /// <summary>A quota period that the vocabulary does not have.</summary>
    UnknownPeriod,

    /// <summary>A case expects something that is neither allow nor a reason code.</summary>
    UnknownExpectation,

    /// <summary>An id of the wrong shape.</summary>
    BadId,

    /// <summary>Two agreements with one id.</summary>
    DuplicateId,

    /// <summary>Not a date, or not a date in the calendar.</summary>
    BadDate,

    /// <summary>The last day is before the first.</summary>
    DateOrder,

    /// <summary>Not a whole number of at least 1.</summary>
    BadNumber,

    /// <summary>A minimum above its maximum.</summary>
    MinAboveMax,

    /// <summary>More datasets than <see cref="PolicyLoader.MaxDatasets"/> in one agreement.</summary>
    TooManyDatasets,

    /// <summary>A field that means nothing for this operation.</summary>
    FieldNotApplicable,

    /// <summary>Known, but this version would not enforce it.</summary>
    NotYetEnforced,

    /// <summary>Two parties may upload to one dataset.</summary>
    OwnerConflict,

    /// <summary>A line of recorded requests that is none.</summary>
    BadRecord,
}
