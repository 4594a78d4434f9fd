using System.Security.Cryptography;
using Pmo.Matching.Journals;
using Pmo.Matching.Tokens;

namespace Pmo.Matching.Tests.Journals;

public sealed class JournalPagesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5000)]
    public void Every_person_is_in_one_page_once_and_as_found_or_not(int count)
    {
        var persons = Enumerable.Range(0, count).Select(_ => Pseudonym.Read(RandomNumberGenerator.GetBytes(16))).SelectMany(p => (Pseudonym[])[p, p]).ToList();
        persons.Sort(Pseudonym.Compare);
        var matched = persons.Where((_, i) => i % 6 < 2).Distinct().ToList();
        var pages = JournalPages.Divide(persons, matched).ToDictionary(p => p.Bucket);

        pages.Values.Sum(p => p.Matched.Length + p.Others.Length).ShouldBe(count * 16);
        pages.Values.Sum(p => p.Matched.Length).ShouldBe(matched.Count * 16);
        foreach (var person in persons)
        {
            var page = pages[JournalPages.BucketOf(person)];
            (JournalPages.Contains(page.Matched, person), JournalPages.Contains(page.Others, person)).ShouldBe(
                (matched.Contains(person), !matched.Contains(person)));
        }

        JournalPages.Contains([], Pseudonym.Read(new byte[16])).ShouldBeFalse();
    }
}
